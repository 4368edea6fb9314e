"""A grid of figures, darker where there is more, as static SVG that is read without colour too."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import svg
from .static_html import escape

_WIDTH, _LEFT, _TOP = 600.0, 84.0, 34.0
_WIDEST = 62
_SHADES = (".1", ".2", ".3", ".42", ".56")
"""Opacities: text is read on the darkest in a light theme and in a dark one."""


@dataclass(frozen=True)
class Grid:
    """Figures with their names, in rows from above."""

    columns: Sequence[str]
    rows: Sequence[str]
    cells: Sequence[Sequence[str]]
    """What stands in each."""
    strength: Sequence[Sequence[float]]
    """0 to 1: how dark it is; nothing is drawn behind a 0."""
    across: str
    """What columns are."""
    down: str
    """What rows are."""
    below: Sequence[Sequence[str]] = ()
    """A smaller line in each cell."""
    marked: tuple[int, int] | None = None
    """Row and column of a cell with a frame."""

    @property
    def wide(self) -> int:
        """Of a cell."""
        return min(_WIDEST, int((_WIDTH - _LEFT - 4) / max(len(self.columns), 1)))

    @property
    def high(self) -> int:
        return 32 if self.below else 22


def drawing(grid: Grid, label: str) -> str:
    """`label` is read out in its place; "" where there are no cells."""
    if not grid.columns or not grid.rows:
        return ""
    middles = [round(_LEFT + grid.wide * (at + 0.5)) for at in range(len(grid.columns))]
    lines = [_TOP + grid.high * (at + 0.5) for at in range(len(grid.rows))]
    shift = -2 if grid.below else 4
    figures = "".join(
        labels(zip(middles, row, strict=True), y + shift)
        for y, row in zip(lines, grid.cells, strict=True)
    )
    smaller = "".join(
        labels(zip(middles, row, strict=True), y + 11)
        for y, row in zip(lines, grid.below, strict=bool(grid.below))
    )
    names = "".join(
        f'<text x="{_LEFT - 8:g}" y="{y + shift:g}">{escape(name)}</text>'
        for y, name in zip(lines, grid.rows, strict=True)
    )
    content = [
        _shades(grid),
        svg.text(_LEFT, 12, grid.across),
        svg.text(4, _TOP - 6, grid.down),
        f'<g text-anchor="end" opacity=".8">{names}</g><g text-anchor="middle">',
        labels(zip(middles, grid.columns, strict=True), _TOP - 6) + figures,
        f'<g opacity=".8" font-size="10">{smaller}</g></g>' if smaller else "</g>",
        _frame(grid),
    ]
    return svg.drawing(_WIDTH, _TOP + grid.high * len(grid.rows) + 4, label, "".join(content))


def labels(said: Iterable[tuple[float, str]], y: float) -> str:
    """Texts on one line, by their places: what they have in common is said once."""
    shown = [(x, each) for x, each in said if each]
    if not shown:
        return ""
    if all(len(each) == 1 for _, each in shown):
        places = " ".join(f"{x:g}" for x, _ in shown)
        return f'<text x="{places}" y="{y:g}">{escape("".join(each for _, each in shown))}</text>'
    spans = "".join(f'<tspan x="{x:g}">{escape(each)}</tspan>' for x, each in shown)
    return f'<text y="{y:g}">{spans}</text>'


def _shades(grid: Grid) -> str:
    """One path for each shade, of thick lines: a notebook keeps what is drawn."""
    paths: dict[str, str] = {}
    for row, strengths in enumerate(grid.strength):
        y, at = _TOP + grid.high * (row + 0.5), 0
        for shade, same in itertools.groupby(map(_shade, strengths)):
            count = len(list(same))
            line = f"M{_LEFT + grid.wide * at + 1:g} {y:g}h{grid.wide * count - 2}"
            at += count
            if shade:
                paths[shade] = paths.get(shade, "") + line
    drawn = "".join(
        f'<path d="{points}" stroke-opacity="{shade}"/>' for shade, points in sorted(paths.items())
    )
    return f'<g stroke="{svg.BLUE}" stroke-width="{grid.high - 2}">{drawn}</g>' if drawn else ""


def _shade(strength: float) -> str:
    """ "" for nothing."""
    if strength <= 0:
        return ""
    return _SHADES[min(int(strength * len(_SHADES)), len(_SHADES) - 1)]


def _frame(grid: Grid) -> str:
    if grid.marked is None:
        return ""
    row, column = grid.marked
    x, y = _LEFT + grid.wide * column + 1, _TOP + grid.high * row + 1
    wide, high = grid.wide - 2, grid.high - 2
    box = f"M{x:g} {y:g}h{wide}v{high}h-{wide}z"
    return svg.path(box, stroke=svg.ORANGE, more='stroke-width="2.5"')
