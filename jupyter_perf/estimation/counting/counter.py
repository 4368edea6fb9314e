"""Adds up operations, call by call."""

from __future__ import annotations

from collections import Counter as Times
from collections.abc import Mapping, Sequence
from typing import Any

from .counted import Counted, OpCount
from .families import family
from .kinds import known_by_kind
from .moved import moved_by, new_by
from .precisions import precision_of
from .tally import COUNTS, Call, Tally, call_of

OBSERVER = "jupyter_perf.estimation.counting:Counter"
"""Where a tracer finds `Counter`."""

_NO_WORK = ("prim::", "profiler::")
"""Questions and marks."""


class Counter:
    """Sees each operation once, in the order in which they run."""

    def __init__(self) -> None:
        self._calls: Times[tuple[Any, ...]] = Times()
        self._unknown: Times[str] = Times()
        self._notes: dict[str, None] = {}

    def operation(
        self,
        func: Any,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        out: Any,
        module: str,
        phase: str,
    ) -> None:
        """`func` (an OpOverload) was called in `module` and gave `out`; views cost nothing."""
        name = func.name().split(".")[0]
        if name.startswith(_NO_WORK) or (func.is_view and name not in COUNTS):
            return
        call = call_of(func, args, kwargs, out)
        tally = tally_of(name, call)
        if tally is None:
            self._unknown[name] += 1
            tally = Tally()
        if tally.note:
            self._notes[tally.note] = None
        moved = moved_by(call) if tally.moved is None else tally.moved
        if not (moved or tally.matrix or tally.vector):
            return
        kind, new = family(name, tally, call), float(new_by(call))
        cost = (tally.matrix, tally.vector, float(moved), kind, new)
        self._calls[(module, phase, name, precision_of(call), *cost)] += 1

    def counted(self) -> Counted:
        ops = tuple(
            OpCount(module, phase, name, precision, calls, *cost)
            for (module, phase, name, precision, *cost), calls in self._calls.items()
        )
        return Counted(ops, dict(self._unknown), tuple(self._notes))

    def result(self) -> Mapping[str, Any]:
        """What `Counted.from_data` reads."""
        return self.counted().to_data()


def tally_of(name: str, call: Call) -> Tally | None:
    """None where nothing knows the operation."""
    if name in COUNTS:
        return COUNTS.get(name)(call)
    return known_by_kind(name, call)
