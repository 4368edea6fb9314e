"""Whether it fits, on how many devices it would, and how many sequences do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ...core import units
from ...core.ranges import Range
from ...core.targets import HERE, Target
from ..models import llm
from ..models.llm import Architecture, Serving
from ..models.llm.footprint import USABLE_SHARE
from ..models.llm.serving import MOST_SEQUENCES
from ..result import Fits

MOST_TRIED = 1024
"""Devices."""


def fits(needed: Range, target: Target) -> Fits | None:
    """Against what runtimes can use of one device; None where its size isn't known."""
    if target.memory_gb is None:
        return None
    of = "this machine" if target.name == HERE else target.name
    return Fits(needed, target.memory_gb * 1e9 * USABLE_SHARE, of)


@dataclass(frozen=True)
class TooLarge:
    """It surely doesn't fit."""

    why: str
    """In words, all of it."""
    devices: int | None = None
    """So many would do; None where no number is known that does."""


def refusal(found: Fits | None, target: Target, few: Callable[[int], float]) -> str:
    """Why there is no time: it surely doesn't fit; empty where it may. `few` as for `too_large`."""
    large = too_large(found, target, few)
    return "" if large is None else large.why


def too_large(found: Fits | None, target: Target, few: Callable[[int], float]) -> TooLarge | None:
    """That it surely doesn't fit; None where it may.

    `few` gives the bytes that each of so many devices needs.
    """
    if found is None or found.verdict != "no":
        return None
    needs = (
        f"it doesn't fit: {units.size(found.needed.value)} are needed, and {found.of} has "
        f"{units.size(found.available_bytes)} that can be used"
    )
    if target.kind == "cpu":
        return TooLarge(needs)
    count = 2
    while count <= MOST_TRIED:
        if few(count) <= found.available_bytes:
            return TooLarge(f"{needs}; {count} devices would do", count)
        count *= 2
    return TooLarge(needs)


def largest_batch(model: Architecture, asked: Serving, target: Target) -> Range | None:
    """The most sequences that fit, by how much activations take; None where it isn't known."""
    if target.memory_gb is None:
        return None
    usable = target.memory_gb * 1e9 * USABLE_SHARE

    def most(end: str) -> float:
        def goes(batch: int) -> bool:
            total = llm.memory(model, replace(asked, batch=batch)).total
            return bool(getattr(total, end) <= usable)

        return float(_last(goes, MOST_SEQUENCES))

    # What needs little lets many in.
    return Range(most("value"), most("high"), most("low"))


def _last(goes: Callable[[int], bool], most: int) -> int:
    """The largest number up to `most` for which `goes` still holds; 0 where it doesn't for 1."""
    good, bad = 0, 1
    while bad <= most and goes(bad):
        good, bad = bad, 2 * bad
    bad = min(bad, most + 1)
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if goes(middle) else (good, middle)
    return good
