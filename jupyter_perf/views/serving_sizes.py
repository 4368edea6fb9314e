"""How requests are spread over sizes, as a grid and as a list."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import units
from ..estimation.serving.parts import Asked
from .serving_grid import Grid, drawing

_LEAST = 5e-4


def grid(inside: Asked, most: int) -> str:
    """Shares of all requests, in percent, as SVG; "" where there are too many ranges."""
    rows = _used([sum(row) for row in inside.shares])
    columns = _used([sum(row[at] for row in inside.shares) for at in range(len(inside.outputs))])
    if not rows or not columns or max(len(rows), len(columns)) > most:
        return ""
    shares = [[inside.shares[row][at] for at in columns] for row in rows]
    largest = max(map(max, shares))
    return drawing(
        Grid(
            columns=[f"≤{units.short(inside.outputs[at])}" for at in columns],
            rows=[f"≤{units.short(inside.inputs[row])}" for row in rows],
            cells=[[_percent(share) for share in row] for row in shares],
            strength=[[share / largest for share in row] for row in shares],
            across="tokens of the answer",
            down="of the prompt",
        ),
        "Shares of requests by size. " + "; ".join(f"{size}: {units.percent(share)}"
                                                   for size, share in largest_sizes(inside, 8)),
    )  # fmt: skip


def margins(inside: Asked) -> str:
    """The same of prompts and of answers by themselves, which is less to keep."""
    sums = {
        "tokens of the prompt": (inside.inputs, [sum(row) for row in inside.shares]),
        "tokens of the answer": (
            inside.outputs,
            [sum(row[at] for row in inside.shares) for at in range(len(inside.outputs))],
        ),
    }
    return "".join(_margin(name, ends, shares) for name, (ends, shares) in sums.items())


def _margin(name: str, ends: Sequence[int], shares: Sequence[float]) -> str:
    kept = _used(shares)
    if not kept or len(kept) > _MOST:
        return ""
    columns = [f"≤{units.short(ends[at])}" for at in kept]
    cells = [_percent(shares[at]) for at in kept]
    largest = max(shares)
    said = ", ".join(f"{end}: {cell or 0}%" for end, cell in zip(columns, cells, strict=True))
    strength = [[shares[at] / largest for at in kept]]
    return drawing(Grid(columns, [""], [cells], strength, name, ""), f"Requests by {name}: {said}")


_MOST = 16
"""Ranges in a row."""


def _used(sums: Sequence[float]) -> list[int]:
    """Places from the first to the last with any requests."""
    used = [at for at, share in enumerate(sums) if share > 0]
    return list(range(used[0], used[-1] + 1)) if used else []


def _percent(share: float) -> str:
    """`12`, `0.4`, `<.1`; nothing for none."""
    if not share:
        return ""
    return "<.1" if share < _LEAST else units.percent(share).removesuffix("%")


def largest_sizes(inside: Asked, most: int) -> list[tuple[str, float]]:
    """Sizes with the most requests, and their shares."""
    rows, columns = (spans(ends) for ends in (inside.inputs, inside.outputs))
    known = [
        (f"{rows[row]} tokens in, {columns[at]} out", share)
        for row, shares in enumerate(inside.shares)
        for at, share in enumerate(shares)
        if share > 0
    ]
    return sorted(known, key=lambda each: -each[1])[:most]


def spans(ends: Sequence[int]) -> list[str]:
    """Ranges of tokens by their upper ends: `1–25`, `26–100`."""
    starts = [1, *(end + 1 for end in ends[:-1])]
    return [span(first, last) for first, last in zip(starts, ends, strict=True)]


def span(first: int, last: int) -> str:
    """`1–25`."""
    return units.count(last) if first == last else f"{units.count(first)}–{units.count(last)}"
