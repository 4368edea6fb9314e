"""A sparsity report as data for front ends of ours: what `docs/messages.md` says, cut to fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..core.progress import Progress
from ..sparsity.result import Latency, SparsityReport
from . import sparsity_wording as wording
from . import states
from .cells import numbers_of, tabbed
from .envelope import Context, envelope, without_empty
from .left_out import further
from .limits import clipped
from .sparsity_chart import thinned
from .sparsity_html import cells_of
from .sparsity_levels import Cut
from .sparsity_rows import RecipeRow, failures, label, label_of, rows_of, shown_run
from .sparsity_sliding import first_of, groups_of

_NAME_CHARS = 80
_SOURCE_CHARS = 1500


def finished(
    found: SparsityReport, cut: Cut, context: Context, aside: Sequence[str] = ()
) -> dict[str, Any]:
    """The data of a report that is there; `aside` are remarks of whoever shows it."""
    said = [*wording.remarks(found), *aside]
    placed = envelope(
        "sparsity", found.source, context, most_chars=_SOURCE_CHARS, created=found.created
    )
    return states.done(placed, wording.headline(found), wording.asked(found), said, cut) | {
        "result": result_data(found, cut),
        "left_out": left_out(found, cut),
    }


def running(
    source: str, progress: Progress, context: Context, aside: Sequence[str] = ()
) -> dict[str, Any]:
    """The data while recipes are trained."""
    placed = envelope("sparsity", source, context, most_chars=_SOURCE_CHARS)
    return states.running(placed, progress, "training", aside)


def result_data(found: SparsityReport, cut: Cut) -> dict[str, Any]:
    """Rows ready to be shown, the numbers that plots and sliders live on, and words."""
    rows = rows_of(found)
    n, m = first_of(found)
    words = cut.words_chars
    data = {
        "version": 1,
        "metric": clipped(found.metric, _NAME_CHARS),
        "direction": found.direction,
        "recipes": [_recipe(row, cut) for row in rows[: cut.recipes]],
        "recipes_count": len(rows),
        "failed": [tabbed(clipped(who, words), clipped(why, words))
                   for who, why in failures(found)[: cut.notes]],
        "latency": [_latency(each, words) for each in found.latency[: cut.latency]],
        "losses": [] if cut.points < 2 else [
            line for row in rows[: cut.losses] if (line := _losses(row, cut))],
        "layers": _layers(rows, cut),
        "sensitivity": _sensitivity(found, cut),
        "groups": groups_of(found),
        "first": [n, m],
        "sparse": [r for r in dict.fromkeys(run.recipe for run in found.runs if not run.failed)
                   if r != "dense"][:3],
        "formats": [
            tabbed(clipped(each.layer, _NAME_CHARS), each.format,
                   wording.error(each.relative_error), wording.bits(each))
            for each in found.formats[: cut.layers]],
        "masks": [_mask(layer, picture, cut)
                  for layer, picture in list(found.masks.items())[: cut.masks]],
        "skipped": [clipped(wording.skipped(each), words) for each in found.skipped[: cut.layers]],
        "export": found.best.recipe if found.best is not None else "",
        "notes": [clipped(each, words) for each in wording.notes_of(found)[: cut.notes]],
        "assumptions": [clipped(each, words) for each in found.assumptions[: cut.notes]],
        "footnote": clipped(wording.footnote(found, cut.notes), 2 * words),
    }  # fmt: skip
    kept: dict[str, Any] = without_empty(data)
    return kept


def _recipe(row: RecipeRow, cut: Cut) -> str:
    """State, name, the table's cells; then mean, error, size and speed with its ends as numbers."""
    state = "best" if row.is_best else "dense" if row.is_plain else "failed" if not row.runs else ""
    summary = row.summary
    ratio = row.served.ratio if row.served is not None else None
    numbers = (
        summary.mean, summary.standard_error, row.size_ratio,
        *numbers_of(ratio),
    )  # fmt: skip
    cells = (clipped(each, cut.words_chars) for each in cells_of(row)[1:])
    name = clipped(label_of(summary), _NAME_CHARS)
    return tabbed(state, name, *cells, " ".join(map(_digits, numbers)))


def _latency(each: Latency, most: int) -> str:
    said = wording.latency(each)
    who = clipped(label(each.recipe, each.pattern), _NAME_CHARS)
    return tabbed(who, *(clipped(cell, most) for cell in said))


def _losses(row: RecipeRow, cut: Cut) -> str:
    """Name, then `step loss` pairs."""
    run = shown_run(row)
    if run is None:
        return ""
    line = thinned(list(zip(run.loss_steps, run.losses, strict=False)), cut.points)
    if len(line) < 2:
        return ""
    points = " ".join(f"{step} {_digits(loss)}" for step, loss in line)
    return tabbed(clipped(label_of(row.summary), _NAME_CHARS), points)


def _layers(rows: Sequence[RecipeRow], cut: Cut) -> list[str]:
    """Of the best recipe's first run: name, shape, kind, density."""
    best = next((row for row in rows if row.is_best), rows[-1] if rows else None)
    run = shown_run(best) if best is not None else None
    return [
        tabbed(clipped(each.name, _NAME_CHARS), wording.shape(each.shape),
               clipped(each.kind, _NAME_CHARS), wording.error(each.density))
        for each in (run.layers if run else ())[: cut.layers]
    ]  # fmt: skip


def _sensitivity(found: SparsityReport, cut: Cut) -> list[str]:
    """A line a layer: its name, then `pattern error change` of each pattern."""
    layers: dict[str, list[str]] = {}
    for each in found.sensitivity:
        numbers = f"{each.pattern} {_digits(each.relative_error)} {_digits(each.metric_change)}"
        layers.setdefault(each.layer, []).append(numbers)
    kept = list(layers.items())[: cut.layers]
    return [tabbed(clipped(name, _NAME_CHARS), "; ".join(lines)) for name, lines in kept]


def _mask(layer: str, picture: str, cut: Cut) -> str:
    """Layer, columns, and its rows as hexadecimal numbers (first column: highest bit)."""
    rows = [line[: 2 * cut.mask_rows] for line in picture.splitlines() if line][: cut.mask_rows]
    columns = max(map(len, rows), default=0)
    known = [row.ljust(columns, "0") for row in rows if set(row) <= {"0", "1"}]
    coded = " ".join(f"{int(row, 2):x}" for row in known)
    return tabbed(clipped(layer, _NAME_CHARS), str(columns), coded)


def _digits(number: float | None) -> str:
    """Four digits; `?` where nobody knows."""
    return "?" if number is None or not math.isfinite(number) else f"{number:.4g}"


def left_out(found: SparsityReport, cut: Cut) -> list[str]:
    """What isn't in the data, in words."""
    curves = sum(1 for row in rows_of(found) if (run := shown_run(row)) and run.losses)
    layers = len({each.layer for each in found.sensitivity})
    counts = {
        "recipe(s)": (len(rows_of(found)), cut.recipes),
        "row(s) of latency": (len(found.latency), cut.latency),
        "loss curve(s)": (curves, cut.losses if cut.points > 1 else 0),
        "layer(s)": (max(layers, len(found.skipped)), cut.layers),
        "row(s) of formats": (len(found.formats), cut.layers),
        "picture(s) of masks": (len(found.masks), cut.masks),
        "note(s)": (len(wording.notes_of(found)), cut.notes),
        "assumption(s)": (len(found.assumptions), cut.notes),
    }
    return further(counts)
