"""The block predicted anew with something left out: one instruction, or all of a name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from ...core.ranges import Range

MOST_WITHOUT = 64
"""Instructions that are left out in turn: of longer blocks those that cost the most."""
MOST_PREDICTED = 20_000
"""Instructions of all these blocks of one question together: they take about a second."""
_FEWEST = 4
_MOST_NAMES = 4
Appraise = Callable[[list[bytes]], Sequence[Any]]
"""Blocks → an appraisal each, None for what can't be decoded."""


def worth_leaving_out(
    contributions: Sequence[float], path: Sequence[int], blocks: int = 1
) -> list[int]:
    """Places of the instructions to leave out in turn, in their order: those on the chain come
    first, then those that cost the most. None in a block of one; fewer where `blocks` are many."""
    count = len(contributions)
    if count < 2:
        return []
    most = min(MOST_WITHOUT, max(_FEWEST, MOST_PREDICTED // (count * blocks)))
    ranked = sorted(range(count), key=lambda at: (at not in path, -contributions[at]))
    return sorted(ranked[:most])


@dataclass(frozen=True)
class Parts:
    """A block, one instruction at a place."""

    codes: Sequence[bytes]
    stand_ins: Sequence[bytes]
    """What stands for each where it is left out: `zeroing.stand_in`, mostly nothing."""

    def without(self, places: Collection[int]) -> bytes:
        return b"".join(
            self.stand_ins[at] if at in places else code for at, code in enumerate(self.codes)
        )


def without(parts: Parts, places: Sequence[int], appraise: Appraise) -> list[Range | None]:
    """The cycles of the block without each of `places`, by place; None for the others."""
    found: list[Range | None] = [None] * len(parts.codes)
    left = [parts.without({at}) for at in places]
    for at, appraisal in zip(places, appraise(left) if left else (), strict=True):
        found[at] = None if appraisal is None else appraisal.cycles
    return found


def without_all(
    parts: Parts, names: Sequence[str], costs: Sequence[float], appraise: Appraise
) -> dict[str, Range]:
    """The cycles of the block without all instructions of a name, for those names of which there
    are several and that cost the most together: of an unrolled loop one alone says little."""
    together: dict[str, float] = {}
    for name, cost in zip(names, costs, strict=True):
        together[name] = together.get(name, 0.0) + cost
    several = [name for name in together if 1 < names.count(name) < len(names)]
    heaviest = sorted(several, key=lambda name: -together[name])[:_MOST_NAMES]
    left = [parts.without({at for at, each in enumerate(names) if each == name})
            for name in heaviest]  # fmt: skip
    found = zip(heaviest, appraise(left) if left else (), strict=True)
    return {name: each.cycles for name, each in found if each is not None}
