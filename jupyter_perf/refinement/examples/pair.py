"""One verified edit, and the tag that says how much it brought."""

from __future__ import annotations

import bisect
import dataclasses
import math
import re
from collections.abc import Mapping
from typing import Any

SHIPPED = "jupyter-perf"
THIS_NOTEBOOK = "this notebook"
OTHER_NOTEBOOK = "another notebook"
"""Origins in words that may stand in a prompt: where a notebook lies is nobody's business."""

BEST_TAG = "10/10"
_BOUNDS = (1.1, 1.5, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 100.0)
"""The ratios from which on a tag is 2/10, 3/10 … 10/10. Below 1.1 an edit doesn't count as one
(`facts`: PIE's own limit); the others are about the deciles of what the shipped rules state as
their gain, so that each tag is about as frequent as in PIE, which tags by decile (section 3.3)."""
_TAG = re.compile(r"(?:10|[1-9])/10")


@dataclasses.dataclass(frozen=True)
class Pair:
    """Code before and after an edit that gave the same answer and was faster."""

    slow: str
    fast: str
    ratio: float | None = None
    """Measured CPU time of slow / fast; None where it wasn't measured on real data."""
    tags: tuple[str, ...] = ()
    """What was done, such as a rule's name; without a measured ratio also a tag of performance."""
    origin: str = SHIPPED
    title: str = ""

    @property
    def performance(self) -> str:
        """`n/10` by what was measured, else by what is expected; "" where nothing is known."""
        return tag_of(self.ratio) or next((tag for tag in self.tags if _TAG.fullmatch(tag)), "")

    @property
    def kinds(self) -> frozenset[str]:
        """What was done, without how much it brought."""
        return frozenset(tag for tag in self.tags if not _TAG.fullmatch(tag))

    def to_json(self) -> dict[str, Any]:
        return {**dataclasses.asdict(self), "tags": list(self.tags)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Pair:
        """Raises ValueError where `data` isn't a pair."""
        slow, fast, ratio = data.get("slow"), data.get("fast"), data.get("ratio")
        tags, origin, title = (
            data.get("tags", []),
            data.get("origin", SHIPPED),
            data.get("title", ""),
        )
        if not isinstance(tags, list) or not _are_texts(slow, fast, origin, title, *tags):
            raise ValueError("a pair has texts `slow` and `fast`, and a list of texts `tags`")
        if ratio is not None and (isinstance(ratio, bool) or not isinstance(ratio, int | float)):
            raise ValueError("a pair has a number `ratio`, or none")
        return cls(str(slow), str(fast), ratio, tuple(tags), origin, title)


def _are_texts(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


def tag_of(ratio: float | None) -> str:
    """How good an edit of that ratio is, from `1/10` (no gain) to `10/10` (100 times and more).

    "" where the ratio isn't known. What to ask a model for is `BEST_TAG`.
    """
    if ratio is None or math.isnan(ratio):
        return ""
    return f"{1 + bisect.bisect_right(_BOUNDS, ratio)}/10"
