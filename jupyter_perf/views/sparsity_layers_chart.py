"""Layers as static SVG: what pruning each alone does, and the top left of a mask."""

from __future__ import annotations

from ..sparsity.result import SparsityReport
from . import sparsity_wording as wording
from . import svg
from .sparsity_changes import metric_change
from .sparsity_chart import NAME_CHARS, WIDTH
from .static_html import escape
from .svg_labels import Labels


def sensitivity(found: SparsityReport, pattern: str, most: int) -> str:
    """Relative error of each layer pruned alone, as bars, and what that does to the metric; ""
    where it isn't known."""
    known = [each for each in found.sensitivity if each.pattern == pattern][:most]
    if not known:
        return ""
    largest = max(each.relative_error for each in known) or 1.0
    top, bars, room, labels = 20.0, "", 150.0, Labels()
    changes = [metric_change(each) for each in known]
    metric = f", and {svg.title(found.metric, NAME_CHARS)}" if any(changes) else ""
    labels.add(room, 12, f"‖W − W·Π‖ / ‖W‖ at {pattern}{metric}", "start")
    said = []
    for each, change in zip(known, changes, strict=True):
        figures = wording.error(each.relative_error) + (change and f", {change}")
        said.append(f"{svg.title(each.layer, NAME_CHARS)} {figures}")
        wide = (WIDTH - room - (120 if metric else 70)) * each.relative_error / largest
        labels.add(room - 6, top + 11, svg.title(each.layer, NAME_CHARS), "end")
        bars += f"M{room:g} {top:g}h{wide:.0f}v13h-{wide:.0f}Z"
        labels.add(room + wide + 5, top + 11, figures, "start")
        top += 18
    label = f"Relative error{metric} of each layer pruned alone to {pattern}: {'; '.join(said)}"
    return svg.drawing(WIDTH, top + 4, label, svg.path(bars, fill=svg.BLUE) + str(labels))


def mask_picture(layer: str, picture: str, rows: int) -> str:
    """The top left of a mask: kept weights are filled."""
    lines = [line[: 2 * rows] for line in picture.splitlines() if line][:rows]
    if not lines:
        return ""
    points = ""
    for at, line in enumerate(lines):
        points += f"M0 {at + 0.5:g}"
        for bit, length in _lengths(line):
            points += f"{'h' if bit == '1' else 'm'}{length}{'' if bit == '1' else ' 0'}"
    wide, high = max(map(len, lines)), len(lines)
    label = f"Mask of {svg.title(layer, 60)}, top left {high} by {wide}: kept weights are filled"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * 7}" height="{high * 7}"'
        f' viewBox="0 0 {wide} {high}" role="img" aria-label="{escape(label)}">'
        f'<path d="M0 0h{wide}v{high}h-{wide}Z" fill="{svg.GREY}" fill-opacity=".15"/>'
        f'<path d="{points}" stroke="{svg.BLUE}" stroke-width=".8" fill="none"/></svg>'
    )


def _lengths(line: str) -> list[tuple[str, int]]:
    runs: list[tuple[str, int]] = []
    for bit in line:
        if runs and runs[-1][0] == bit:
            runs[-1] = bit, runs[-1][1] + 1
        else:
            runs.append((bit, 1))
    return runs
