"""Where the working set outgrows a cache level or memory between the samples and the target."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...core import units
from .samples import Data, Floats, Machine, Sample, Unusable, gather

_EDGE = 1.25
"""A level is shared and never used in full: it counts as crossed this much before and after."""
_LEAST_SPAN = 0.2


@dataclass(frozen=True)
class Crossing:
    """What is outgrown on the way, and the standard deviation (relative) that this adds."""

    caches: tuple[int, ...] = ()
    working_bytes: float | None = None
    """At the target."""

    @property
    def notes(self) -> tuple[str, ...]:
        if not self.caches or self.working_bytes is None:
            return ()
        return (
            f"what it goes through ({units.size(self.working_bytes)}) no longer fits the cache of "
            f"{units.size(self.caches[-1])}, as the samples did: it may get slower from there on",
        )


def crossing(samples: Sequence[Sample], target: Floats, data: Data, machine: Machine) -> Crossing:
    """The cache levels between the largest sample's working set and the target's."""
    known = [sample for sample in samples if sample.working_bytes]
    if not known or not machine.cache_bytes:
        return Crossing()
    try:
        table = gather(known, [float(s.working_bytes or 0) for s in known], [0.0] * len(known))
    except Unusable:
        return Crossing()
    largest = float(table.values[-1])
    at_target = largest * math.exp(_grown(table, target, data))
    crossed = tuple(
        level
        for level in sorted(machine.cache_bytes)
        if largest < level * _EDGE and at_target > level / _EDGE and at_target > largest * 1.05
    )
    return Crossing(crossed, at_target)


def _grown(table: Data, target: Floats, data: Data) -> float:
    """ln of the working set at the target over that of the largest sample, at its own power."""
    index = [table.names.index(name) for name in data.names]
    logs = np.log(table.sizes[:, index])
    span = float(np.ptp(logs, axis=0).sum())
    if span < _LEAST_SPAN:
        return 0.0
    rows = np.column_stack([np.ones(len(logs)), logs])
    solution, *_ = np.linalg.lstsq(rows, np.log(table.values), rcond=None)
    powers = np.clip(solution[1:], 0.0, 3.0)
    grown = float(powers @ (np.log(target) - logs[-1]))
    return min(grown, 100.0)
