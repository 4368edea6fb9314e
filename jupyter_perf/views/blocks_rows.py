"""The lines of a listing, and the rows of blocks and targets, that text and HTML share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..core import units
from ..estimation.blocks.result import Block, BlockEstimate
from . import blocks_wording as wording
from .limits import clipped

HEAD = ("Block", "On", "Cycles an iteration", "Time", "Limited by", "Chain")


@dataclass(frozen=True)
class Line:
    """One instruction, or in place of several `skipped` ones a gap."""

    at: int = 0
    skipped: int = 0


def lines_of(block: Block, most: int) -> list[Line]:
    """At most `most` lines in their order: those on a chain first, then those that cost the most;
    gaps say how many are left out."""
    count = len(block.instructions)
    if count <= most:
        return [Line(at) for at in range(count)]
    on_path = {at for found in block.predictions for at in found.path}
    cost = block.predictions[0].contributions
    ranked = sorted(range(count), key=lambda at: (at not in on_path, -cost[at], at))
    return list(_with_gaps(sorted(ranked[:most]), count))


def _with_gaps(places: list[int], count: int) -> Iterator[Line]:
    following = 0
    for at in places:
        if at > following:
            yield Line(skipped=at - following)
        yield Line(at)
        following = at + 1
    if count > following:
        yield Line(skipped=count - following)


def gap(line: Line) -> str:
    return f"… {units.counted(line.skipped, 'line')} more"


def scale(block: Block) -> float:
    """The longest bar's cycles."""
    costs = (each for found in block.predictions for each in found.contributions)
    return max([*costs, 0.0])


def share(value: float, longest: float) -> float:
    """Of the longest bar."""
    return max(value, 0.0) / longest if longest > 0 else 0.0


def summary(found: BlockEstimate, most: int, most_chars: int) -> list[tuple[str, ...]]:
    """A row for each block and target, by `HEAD`; empty where there is one of each."""
    if len(found.blocks) == 1 and len(found.blocks[0].predictions) == 1:
        return []
    rows: list[tuple[str, ...]] = []
    for number, block in enumerate(found.blocks, 1):
        for each in block.predictions:
            about = each.seconds
            rows.append((
                clipped(f"{number}: {block.origin}", most_chars),
                each.title,
                wording.cycles(each.cycles),
                "" if about is None else units.trimmed(units.seconds(about.value)),
                each.bound,
                wording.chain(each),
            ))  # fmt: skip
    return rows[:most]


def left_out(found: BlockEstimate, rows: int) -> str:
    """How many rows of the summary aren't shown, in words; "" for none."""
    more = sum(len(block.predictions) for block in found.blocks) - rows
    return f"… and {more} more, in `to_frame()`" if more > 0 and rows else ""
