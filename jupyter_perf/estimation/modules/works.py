"""From counted operations to pieces of work for the roofline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ...core.ranges import Range
from ...core.targets import Target
from ..counting import Counted, OpCount
from ..models.efficiency import Efficiency
from ..models.roofline import BOUNDS, Timed, Work, summed, timeline

UPDATE = "optimizer's step"
ITSELF = "model itself"
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Spent:
    """Equal calls of an operation, with their time on a target."""

    op: OpCount
    timed: Timed

    @property
    def seconds(self) -> Range:
        """Of all calls."""
        return self.timed.seconds.scaled(float(self.op.calls))


@dataclass(frozen=True)
class Spending:
    """All of a step on a target."""

    ops: tuple[Spent, ...]
    assumptions: tuple[str, ...] = ()

    @property
    def seconds(self) -> Range:
        return summed(each.seconds for each in self.ops)

    @property
    def bound(self) -> str:
        return bound_of(self.ops)


def spent(
    counted: Counted,
    target: Target,
    efficiency: Efficiency | None,
    *,
    matrices: Mapping[str, str] = NOTHING,
) -> Spending:
    """Time of each operation; `matrices` of a precision are multiplied in another. Raises
    UsageError where the target's figures are unknown."""
    line = timeline((work_of(each, matrices) for each in counted.ops), target, efficiency)
    pairs = zip(counted.ops, line.rows, strict=True)
    return Spending(tuple(Spent(op, timed) for op, timed in pairs), line.assumptions)


def work_of(op: OpCount, matrices: Mapping[str, str] = NOTHING) -> Work:
    """One call. What isn't a product of matrices runs on vector units, at single precision."""
    matrix = matrices.get(op.precision, op.precision)
    flops = {"fp32": op.vector_flops} if op.vector_flops else {}
    if op.matrix_flops:
        flops[matrix] = flops.get(matrix, 0.0) + op.matrix_flops
    return Work(flops, op.moved_bytes, op.op)


def place_of(op: OpCount) -> str:
    """The row that an operation belongs to."""
    if op.module:
        return op.module
    return UPDATE if op.phase == "optimizer" else ITSELF


def bound_of(ops: Iterable[Spent]) -> str:
    """What most of the time is spent on."""
    each_s = dict.fromkeys(BOUNDS, 0.0)
    for one in ops:
        each_s[one.timed.bound] += one.seconds.value
    return max(BOUNDS, key=lambda name: each_s[name])


def by_place(ops: Sequence[Spent]) -> dict[str, list[Spent]]:
    """In the order in which they are first run."""
    places: dict[str, list[Spent]] = {}
    for each in ops:
        places.setdefault(place_of(each.op), []).append(each)
    return places
