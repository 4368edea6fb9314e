"""From a described model to the peaks of its methods at the batch sizes that matter."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...core.dimensions import Dimensions
from ..trace import process
from ..trace.result import NO_TIME, Trace, Untraced
from .climbing import MOST

CHILD = "jupyter_perf.tradeoff.search.child"
_SPARE_SECONDS = 3.0
"""For the trace that is being made when time is up."""


@dataclasses.dataclass(frozen=True)
class Limit:
    """Bytes that the peak of all tensors may have."""

    bytes: float
    field: str = "peak_bytes"
    """Or `rounded_peak_bytes`."""


@dataclasses.dataclass(frozen=True)
class Plan:
    """A method, in one way of counting."""

    variant: Mapping[str, Any]
    """Fields of `trace.Variant`, without the batch."""
    first: Sequence[int]
    """Batch sizes to begin with."""
    limits: Sequence[Limit] = ()
    most: int = MOST
    """No larger batch is asked for."""


@dataclasses.dataclass
class Curve:
    """What was traced of a plan."""

    plan: Plan
    traces: dict[int, Trace] = dataclasses.field(default_factory=dict)
    """By batch size."""
    refused: dict[int, Untraced] = dataclasses.field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Why nothing was traced; empty where something was."""
        if self.traces:
            return ""
        return next((each.reason for each in self.refused.values()), NO_TIME)

    @property
    def why(self) -> str:
        """The same, as one of `trace.result.WHYS`."""
        return "" if self.traces else next((e.why for e in self.refused.values()), "time")


def curves(
    described: bytes,
    dimensions: Dimensions,
    plans: Sequence[Plan],
    *,
    elsewhere: bool,
    seconds: float,
    observer: str = "",
    report: Callable[[Curve, int], None] | None = None,
    stopped: Callable[[], bool] | None = None,
    into: list[Curve] | None = None,
) -> list[Curve]:
    """One for each plan, in order, in `seconds` at most. What ends the process costs the method
    that did it, not the others. `into` gets the curves at once: they are there if an interrupt
    comes."""
    import torch

    found = [] if into is None else into
    found[:] = [Curve(plan) for plan in plans]
    ends = time.monotonic() + seconds
    asked = {
        "train": True,
        "elsewhere": elsewhere,
        "threads": torch.get_num_threads(),
        "observer": observer,
        "dimensions": dataclasses.asdict(dimensions),
        "ends": ends - min(_SPARE_SECONDS, seconds / 4),
    }
    left = list(range(len(plans)))
    while left:
        hearing = _Hearing(found, report)
        numbered = [{**dataclasses.asdict(plans[at]), "number": at} for at in left]
        ended = process.run(
            {**asked, "plans": numbered}, described, ends, hearing.take, stopped, child=CHILD
        )
        if ended is None:
            return found
        at, batch = hearing.begun or (left[0], 0)
        if ended.why != "crashed":
            _refuse([found[each] for each in left if not found[each].traces], ended)
            return found
        found[at].refused[batch] = Untraced(ended.why, ended.reason, batch)
        left = [each for each in left if each != at and not hearing.is_done(each, left)]
    return found


def _refuse(missing: Sequence[Curve], ended: process.Ended) -> None:
    for curve in missing:
        curve.refused.setdefault(0, Untraced(ended.why, ended.reason))


class _Hearing:
    def __init__(self, found: list[Curve], report: Callable[[Curve, int], None] | None) -> None:
        self._found = found
        self._report = report
        self.begun: tuple[int, int] | None = None
        """Plan and batch of the trace that is being made."""
        self._seen: dict[int, int] = {}

    def take(self, line: Mapping[str, Any]) -> None:
        data = dict(line)
        at = data.pop("plan")
        if "begins" in data:
            self.begun = at, data["begins"]
            self._seen[at] = self._seen.get(at, 0) + 1
            return
        curve, batch = self._found[at], data["batch"]
        if "why" in data:
            curve.refused[batch] = Untraced(**data)
        else:
            curve.traces[batch] = Trace.from_data(data)
        if self._report is not None:
            self._report(curve, batch)

    def is_done(self, at: int, left: Sequence[int]) -> bool:
        """Whether a plan's search was over when the process ended: those before the one at which
        it did, once the first sizes of all were traced."""
        first = all(self._seen.get(each, 0) >= len(self._found[each].plan.first) for each in left)
        return first and self.begun is not None and left.index(at) < left.index(self.begun[0])
