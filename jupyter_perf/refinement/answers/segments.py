"""A long source in pieces that break as little of its syntax as can be (AST-T5, arXiv 2401.03003).

The paper (section 3.2) chooses the boundaries of segments by dynamic programming so that, with no
segment longer than the largest length, the fewest nodes of the syntax tree are cut. Here boundaries
lie at line starts:

    broken(k)    nodes that begin before line k and end in it or after it
    best(0)      = (0, 0, 0)
    best(i)      = min over j < i with size(j, i) ≤ most, or j = i - 1, of
                   best(j) + (broken(j), 1, size(j, i)²)

compared in that order: fewest nodes cut, then fewest segments, then the most even ones.
`best(i)` is about the first i lines, and size(j, i) about those from j to i. For n lines, of which
w fit in a segment, that takes O(n·w) additions, done by numpy w at a time, and O(n) memory.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from .parsing import first_line, lines_of, parsed


@dataclass(frozen=True)
class Segment:
    """Consecutive lines of a source."""

    first: int
    """Number of its first line, from 1."""
    last: int
    text: str
    """With line ends: the texts of all segments together are the source."""


def segments(source: str, most: int, cost: Callable[[str], int] = len) -> list[Segment]:
    """`source` cut at line starts so that no segment costs over `most` and the fewest nodes break.

    `cost` gives the size of a line in whatever `most` counts, and that of a segment is the sum of
    its lines. A line that is too long by itself is a segment of its own. A source that doesn't
    parse is cut by size alone; an empty one has no segments.
    """
    if most < 1:
        raise ValueError(f"a segment can't have a size of {most}: give at least 1")
    lines = lines_of(source)
    if not lines:
        return []
    totals = [0, *accumulate(cost(line) for line in lines)]
    if totals[-1] <= most:
        return [Segment(1, len(lines), source)]
    ends = _boundaries(totals, nodes_broken(source, len(lines)), most)
    starts = [0, *ends[:-1]]
    return [
        Segment(start + 1, end, "".join(lines[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def nodes_broken(source: str, lines: int) -> list[int]:
    """For each line (from 0): how many nodes a boundary before it cuts."""
    changes = [0] * (lines + 2)
    tree = parsed(source)
    for node in () if isinstance(tree, SyntaxError) else ast.walk(tree):
        end = getattr(node, "end_lineno", None)
        if end is None:
            continue
        start = first_line(node) if isinstance(node, ast.stmt) else node.lineno  # type: ignore[attr-defined]
        # Before 3.12 what stands in an f-string over several lines may be placed outside of it.
        start, end = max(min(start, lines), 1), max(min(end, lines), 1)
        if start < end:
            changes[start] += 1
            changes[end] -= 1
    return list(accumulate(changes))[:lines]


def _boundaries(totals: list[int], broken: list[int], most: int) -> list[int]:
    """Ends of the segments, as numbers of lines from the start; `totals` are sizes up to a line."""
    import numpy as np

    count = len(broken)
    sizes = np.array(totals, dtype=np.int64)
    # Both parts of the first two comparisons in one number: there are never more segments than
    # lines.
    cut = np.array(broken, dtype=np.int64) * (count + 1) + 1
    best = np.zeros(count + 1, dtype=np.int64)
    uneven = np.zeros(count + 1, dtype=np.int64)
    came_from = [0] * (count + 1)
    first = 0
    for end in range(1, count + 1):
        while first < end - 1 and totals[end] - totals[first] > most:
            first += 1
        so_far = best[first:end] + cut[first:end]
        least = so_far.min()
        equal = np.flatnonzero(so_far == least) + first
        squares = uneven[equal] + (sizes[end] - sizes[equal]) ** 2
        chosen = int(squares.argmin())
        best[end], uneven[end] = least, squares[chosen]
        came_from[end] = int(equal[chosen])
    ends = [count]
    while came_from[ends[-1]]:
        ends.append(came_from[ends[-1]])
    return ends[::-1]
