"""Time of a step on this machine's processor, from what kernels of each family took here.

    time = max(operations × the family's time for one, bytes × that of the level they are in)
           + what new memory takes + what a call takes

and all of it times what reference networks take beyond their operations. It is a roofline with a
measured roof for each family, and with the levels of memory told apart (Ilic, Pratas and Sousa,
"Cache-aware Roofline model", 2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...core.ranges import Range
from ..counting import Counted, OpCount
from ..models.roofline import Timed
from .reference import Rates
from .works import Spending, Spent, work_of

WITHIN = {"infer": 1.35, "train": 1.5}
"""Around the value: between what was predicted and measured of 13 of 14 models, each forward and in
training (`make bench-roofline`, 2026-11-21, one thread of an AMD EPYC, PyTorch 2.13)."""
MAPPED_BYTES = 32 << 20
"""From this size on glibc gets memory from the system anew each time (`mallopt`,
M_MMAP_THRESHOLD: 32 MiB at most, where it adapts to)."""
_CACHED_SHARE = 0.5
"""Of the last cache, that a step's neighbours leave."""
_USUAL_CACHE = 16 << 20


@dataclass(frozen=True)
class Machine:
    """What was measured, and how much the last cache holds."""

    rates: Rates
    cache_bytes: Sequence[int] = ()

    @property
    def cached(self) -> float:
        return (self.cache_bytes[-1] if self.cache_bytes else _USUAL_CACHE) * _CACHED_SHARE


def spent(counted: Counted, machine: Machine) -> Spending:
    """Time of each operation."""
    kernels = len(machine.rates.kernels)
    said = f"by {kernels} of PyTorch's kernels, timed here with {machine.rates.threads} threads"
    kind = "train" if any(op.phase == "backward" for op in counted.ops) else "infer"
    factor = machine.rates.factor(kind)
    within = WITHIN[kind]
    ops = tuple(Spent(op, timed(op, machine, factor, within)) for op in counted.ops)
    return Spending(ops, (said,))


def timed(
    op: OpCount, machine: Machine, factor: float = 1.0, within: float = WITHIN["infer"]
) -> Timed:
    """One call of it; `factor` is what it takes longer in a step than alone."""
    rates = machine.rates
    compute = _compute(op, rates)
    level = "cache" if op.moved_bytes <= machine.cached else "ram"
    memory = op.moved_bytes * rates.per_byte(level)
    if op.new_bytes >= MAPPED_BYTES:
        memory += op.new_bytes * rates.per_new_byte()
    call = rates.seconds_per_call(op.phase)
    parts = {"compute": compute, "memory": memory, "latency": call}
    value = (max(compute, memory) + call) * factor
    bound = max(parts, key=lambda each: parts[each])
    return Timed(work_of(op), Range(value, value / within, value * within), bound)


def _compute(op: OpCount, rates: Rates) -> float:
    if op.matrix_flops:
        per = rates.per_flop(op.family, "matrix") or rates.per_flop("product", "matrix") or 0.0
        return op.matrix_flops * per
    per = rates.per_flop(op.family, "vector") or 0.0
    return op.vector_flops * per
