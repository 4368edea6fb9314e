"""What was counted, as plain data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class OpCount:
    """Equal calls of one operation in one module; figures are those of one call."""

    module: str
    phase: str
    op: str
    """`aten::mm`."""
    precision: str
    """Of the operands, one of `core.targets.PRECISIONS`, or `bf16`."""
    calls: int
    matrix_flops: float
    vector_flops: float
    moved_bytes: float
    family: str = ""
    """Of operations that are done alike: `convolution`, `function backward` (`families`)."""
    new_bytes: float = 0.0
    """Of results that aren't written in place."""


@dataclasses.dataclass(frozen=True)
class Counted:
    """All operations of a step."""

    ops: tuple[OpCount, ...]
    unknown: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """Operations that nothing here can count → calls. Their bytes are in `ops`, as far as their
    arguments and results tell."""
    notes: tuple[str, ...] = ()

    @property
    def matrix_flops(self) -> float:
        """Of products of matrices and convolutions: to be compared with published counts."""
        return sum(each.calls * each.matrix_flops for each in self.ops)

    @property
    def vector_flops(self) -> float:
        return sum(each.calls * each.vector_flops for each in self.ops)

    @property
    def moved_bytes(self) -> float:
        return sum(each.calls * each.moved_bytes for each in self.ops)

    def to_data(self) -> dict[str, Any]:
        """As JSON takes it; rows are lists, for there are many."""
        rows = [list(dataclasses.astuple(each)) for each in self.ops]
        return {"ops": rows, "unknown": dict(self.unknown), "notes": list(self.notes)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Counted:
        """Raises ValueError where `data` isn't what `to_data` makes."""
        try:
            ops = tuple(OpCount(*row) for row in data["ops"])
            return cls(ops, dict(data["unknown"]), tuple(data["notes"]))
        except (TypeError, KeyError) as error:
            raise ValueError(f"not counts of operations: {error}") from error
