"""What a training step may take on a target, and what it takes beside its tensors."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from ..core import memory
from ..core.ranges import Range
from ..core.step_memory import UNVALIDATED, around, most_of_tensors, with_context
from ..core.targets import HERE, Target
from .result import Device

if TYPE_CHECKING:
    from .search import Limit
    from .trace.result import Trace

ROUNDED, PLAIN = "rounded_peak_bytes", "peak_bytes"


@dataclasses.dataclass(frozen=True)
class Place:
    """A target with the memory that steps may take on it."""

    target: Target
    memory_bytes: float | None

    @property
    def name(self) -> str:
        return self.target.name

    @property
    def is_here(self) -> bool:
        return self.target.name == HERE

    @property
    def in_lists(self) -> bool:
        """Whether optimizers work on lists of tensors there by themselves: on GPUs."""
        return self.target.kind != "cpu"

    @property
    def field(self) -> str:
        """Of a trace, that its allocator makes its blocks from."""
        return PLAIN if self.target.kind == "cpu" else ROUNDED

    def peak(self, found: Trace) -> Range:
        """Everything counted."""
        return self.of_tensors(float(found.peak_bytes), float(found.rounded_peak_bytes))

    def of_tensors(self, peak_bytes: float, rounded_bytes: float) -> Range:
        kind = self.target.kind
        return with_context(around(peak_bytes, rounded_bytes, kind), kind)

    def fits(self, peak: Range) -> bool | None:
        """By the upper end; None where the memory is unknown."""
        return None if self.memory_bytes is None else peak.high <= self.memory_bytes

    def limit(self) -> Limit | None:
        """Of tensors, for what still fits."""
        from .search import Limit

        if self.memory_bytes is None:
            return None
        return Limit(most_of_tensors(self.memory_bytes, self.target.kind), self.field)

    def device(self) -> Device:
        target = self.target
        validated = target.kind == "cpu"
        return Device(target.name, target.title, self.memory_bytes, target.usd_per_hour, validated)


def place(target: Target, asked_bytes: float | None, model: Any) -> Place:
    """`asked_bytes` (None: all of the target's own) stands for its memory. Of this machine that is
    what is free, with what the model's own tensors hold of it already."""
    if asked_bytes is not None:
        return Place(target, asked_bytes)
    if target.name == HERE:
        return Place(target, float(free_for(model)))
    return Place(target, None if target.memory_gb is None else target.memory_gb * 1e9)


def free_for(model: Any) -> int:
    """Bytes that a training of `model` may take in this process's machine or control group."""
    held: dict[int, int] = {}
    for each in [*model.parameters(), *model.buffers()]:
        for tensor in (each, getattr(each, "grad", None)):
            if tensor is not None and tensor.device.type == "cpu":
                storage = tensor.untyped_storage()
                held[storage._cdata] = storage.nbytes()
    return min(memory.usable_bytes(), memory.free_bytes() + sum(held.values()))


def notes(places: list[Place]) -> tuple[str, ...]:
    """What was taken for granted about memory."""
    return (UNVALIDATED,) if any(each.target.kind == "gpu" for each in places) else ()
