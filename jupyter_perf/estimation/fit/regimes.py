"""Where the working set outgrows a cache between the samples and the target, and what of it."""

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
_CROSSING_ERROR = 0.1
_MEMORY_ERROR = 0.15
"""For each e-fold of a working set in memory, where a run does little but touch it: pages, their
tables and shared bandwidth may make each byte dearer."""
_TOUCHING_BYTES_PER_S = 5e8
"""A run that goes through as many bytes in a second does little else."""


@dataclass(frozen=True)
class Crossing:
    """What is outgrown on the way to the target, and how wrong that may make a time."""

    caches: tuple[int, ...] = ()
    working_bytes: float = 0.0
    """At the target."""
    memory_error: float = 0.0

    @property
    def error(self) -> float:
        """One standard deviation."""
        return math.hypot(self.memory_error, _CROSSING_ERROR * math.sqrt(len(self.caches)))

    @property
    def notes(self) -> tuple[str, ...]:
        if not self.caches:
            return ()
        much = "all" if self.working_bytes >= self.caches[-1] else "most"
        return (
            f"what it goes through ({units.size(self.working_bytes)}) takes {much} of the cache of "
            f"{units.size(self.caches[-1])}, unlike the samples': it may get slower from there on",
        )


def crossing(samples: Sequence[Sample], target: Floats, data: Data, machine: Machine) -> Crossing:
    """What lies between the largest sample's working set and the target's; none if unknown.

    Raises Unusable where memory lies between them: swapping, or the end, has no time to predict.
    """
    known = [sample for sample in samples if (sample.working_bytes or 0) > 0]
    levels = sorted(level for level in machine.cache_bytes if level > 0)
    if not known:
        return Crossing()
    try:
        table = gather(known, [float(s.working_bytes or 0) for s in known], [0.0] * len(known))
    except Unusable:
        return Crossing()
    largest = float(table.values[-1])
    at_target = largest * math.exp(_grown(table, target, data))
    if machine.ram_bytes is not None and at_target > max(machine.ram_bytes, largest):
        raise Unusable(
            f"it would go through {units.size(at_target)} with {units.size(machine.ram_bytes)} of "
            "memory to run in: the time would be that of swapping, if it ended at all"
        )
    if not levels:
        return Crossing((), at_target)
    crossed = tuple(
        level for level in levels if largest < level * _EDGE and at_target > level / _EDGE
    )
    if at_target <= largest * 1.05:
        return Crossing((), at_target)
    beyond = max(0.0, math.log(at_target / max(largest, levels[-1])))
    share = min(1.0, largest / float(data.values[-1]) / _TOUCHING_BYTES_PER_S)
    return Crossing(crossed, at_target, _MEMORY_ERROR * share * beyond)


def _grown(table: Data, target: Floats, data: Data) -> float:
    """ln of the working set at the target over that of the largest sample, at its own power.

    Only the larger samples tell: the smaller ones' memory is mostly what allocators keep.
    """
    index = [table.names.index(name) for name in data.names]
    logs = np.log(table.sizes[:, index])
    near = (logs.max(axis=0) - logs).max(axis=1) <= math.log(4.0) + 1e-9
    logs, values = logs[near], np.log(table.values[near])
    if float(np.ptp(logs, axis=0).sum()) < _LEAST_SPAN:
        return 0.0
    rows = np.column_stack([np.ones(len(logs)), logs])
    solution, *_ = np.linalg.lstsq(rows, values, rcond=None)
    powers = np.clip(solution[1:], 0.0, 3.0)
    return min(float(powers @ np.maximum(0.0, np.log(target) - logs.max(axis=0))), 100.0)
