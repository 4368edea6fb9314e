"""Which consecutive whole statements of a source are worth a model's attention."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from .parsing import first_line, last_line
from .whole_lines import Lines, Part

_LOOP_WEIGHT = 8.0
"""By how much a line counts more for each loop around it, where there is no profile."""
_STRETCH = 0.1
"""Share of the time that a window must win to be as long as the limit."""
_ENOUGH = 0.9
"""Of the largest share that any window has. Of those that have it the outermost is taken: the more
of a computation is seen, the more can be changed about it."""


@dataclass(frozen=True)
class _Window:
    part: Part
    share: float
    score: float
    depth: int


class Sums:
    """Over the lines of a source: what they cost, and their share of the time."""

    def __init__(
        self, lines: Lines, shares: Mapping[int, float], estimate: Callable[[str], int]
    ) -> None:
        self._costs = [0, *accumulate(estimate(line) for line in lines.ends)]
        self._shares = [0.0, *accumulate(_weights(lines, shares))]

    def cost(self, part: Part) -> int:
        return self._costs[part[1]] - self._costs[part[0] - 1]

    def share(self, part: Part) -> float:
        return self._shares[part[1]] - self._shares[part[0] - 1]


def _weights(lines: Lines, shares: Mapping[int, float]) -> list[float]:
    """The share of each line; where nothing is known, lines count by the loops around them."""
    known = [max(shares.get(line, 0.0), 0.0) for line in range(1, len(lines.texts) + 1)]
    if not any(known):
        known = [1.0] * len(lines.texts)
        for node in ast.walk(lines.tree):
            if isinstance(node, ast.For | ast.AsyncFor | ast.While):
                for line in range(node.lineno, last_line(node) + 1):
                    known[line - 1] *= _LOOP_WEIGHT
    whole = sum(known)
    return [value / whole for value in known]


def slow_part(lines: Lines, sums: Sums, most: int) -> Part:
    """The run of whole statements of one block that has most of the time and costs up to `most`.

    Where not one statement that takes time fits, it is the one with most of it for what it costs.
    """
    blocks = list(_all_blocks(lines))
    windows = [
        window
        for depth, units in blocks
        if (window := _best_window(units, depth, sums, most)) is not None
    ]
    if not windows:
        units = {unit for _, block in blocks for unit in block}
        return min(units, key=lambda unit: (-sums.share(unit) / max(sums.cost(unit), 1), unit))
    enough = _ENOUGH * max(window.share for window in windows)
    best = min(
        (window for window in windows if window.share >= enough),
        key=lambda window: (window.depth, -window.score, window.part),
    )
    return best.part


def snapped(lines: Lines, part: Part) -> Part:
    """`part` extended to whole statements of the innermost block that holds it.

    Comments and blank lines at its ends don't count; where it has nothing else, it is the statement
    around it, or else the next one, or the last one.
    """
    wanted = _without_blank_ends(lines, part)
    found = _units_over(lines.units(lines.tree.body) or [], wanted)
    blocks = [lines.tree.body]
    while blocks:
        block = blocks.pop()
        over = _units_over(lines.units(block) or [], wanted)
        if not over:
            continue
        found = over
        for stmt in block:
            if len(over) == 1 and over[0] == (first_line(stmt), last_line(stmt)):
                blocks += [b for b in lines.inner_blocks(stmt) if _holds(lines, b, wanted)]
    if not found:
        units = lines.units(lines.tree.body) or []
        found = [next((unit for unit in units if unit[0] > wanted[0]), units[-1])]
    return found[0][0], found[-1][1]


def _units_over(units: list[Part], part: Part) -> list[Part]:
    return [unit for unit in units if unit[0] <= part[1] and unit[1] >= part[0]]


def _holds(lines: Lines, block: list[ast.stmt], part: Part) -> bool:
    units = lines.units(block) or [(0, -1)]
    return units[0][0] <= part[0] and part[1] <= units[-1][1]


def _without_blank_ends(lines: Lines, part: Part) -> Part:
    first, last = max(min(part), 1), min(max(part), len(lines.texts))
    blank = [not text.strip() or text.lstrip().startswith("#") for text in lines.texts]
    while first < last and blank[first - 1]:
        first += 1
    while first < last and blank[last - 1]:
        last -= 1
    return first, last


def _all_blocks(lines: Lines) -> Iterator[tuple[int, list[Part]]]:
    """Every block with its depth of nesting, as runs of lines."""
    waiting = deque([(0, lines.tree.body)])
    while waiting:
        depth, block = waiting.popleft()
        units = lines.units(block)
        if units:
            yield depth, units
        for stmt in block:
            waiting += ((depth + 1, inner) for inner in lines.inner_blocks(stmt))


def _best_window(units: list[Part], depth: int, sums: Sums, most: int) -> _Window | None:
    """The run of units with the best score that costs up to `most`; None where none takes time.

    The score is the share of the time less a little for the length, a sum over lines: so the best
    start for each end is the least of those sums up to a start, kept in a queue (O(units)).
    """
    best: _Window | None = None
    starts: deque[tuple[float, int]] = deque()
    for index, unit in enumerate(units):
        before = _score((1, unit[0] - 1), sums, most)
        while starts and starts[-1][0] >= before:
            starts.pop()
        starts.append((before, index))
        while starts and sums.cost((units[starts[0][1]][0], unit[1])) > most:
            starts.popleft()
        if not starts:
            continue
        part = units[starts[0][1]][0], unit[1]
        share, score = sums.share(part), _score(part, sums, most)
        if share > 0 and (best is None or score > best.score):
            best = _Window(part, share, score, depth)
    return best


def _score(part: Part, sums: Sums, most: int) -> float:
    return sums.share(part) - _STRETCH * sums.cost(part) / most
