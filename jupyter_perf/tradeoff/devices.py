"""What a training step may take on a target, and what it takes beside its tensors."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from ..core import calibration, memory
from ..core.calibration import Calibration
from ..core.ranges import Range
from ..core.step_memory import STATED, Beside, around, most_of_tensors, with_context
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
    calibrated: Calibration | None = None
    """What real steps took there, where it is a card of this machine."""

    @property
    def name(self) -> str:
        return self.target.name

    @property
    def is_here(self) -> bool:
        return self.target.name == HERE

    @property
    def beside(self) -> Beside:
        """What a step takes there beside its tensors."""
        return STATED if self.calibrated is None else self.calibrated.beside

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
        kind, beside = self.target.kind, self.beside
        return with_context(around(peak_bytes, rounded_bytes, kind, beside), kind, beside)

    def fits(self, peak: Range) -> bool | None:
        """By the upper end; None where the memory is unknown."""
        return None if self.memory_bytes is None else peak.high <= self.memory_bytes

    def limit(self) -> Limit | None:
        """Of tensors, for what still fits."""
        from .search import Limit

        if self.memory_bytes is None:
            return None
        most = most_of_tensors(self.memory_bytes, self.target.kind, self.beside)
        return Limit(most, self.field)

    def device(self) -> Device:
        target, found = self.target, self.calibrated
        return Device(
            target.name,
            target.title,
            self.memory_bytes,
            target.usd_per_hour,
            validated=target.kind == "cpu" or found is not None,
            calibrated="" if found is None else found.said,
        )


def place(target: Target, asked_bytes: float | None, model: Any) -> Place:
    """`asked_bytes` (None: all of the target's own) stands for its memory. Of this machine that is
    what is free, with what the model's own tensors hold of it already."""
    known = calibration.of(target)
    if asked_bytes is not None:
        return Place(target, asked_bytes, known)
    if target.name == HERE:
        return Place(target, float(free_for(model)))
    return Place(target, None if target.memory_gb is None else target.memory_gb * 1e9, known)


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
    cards = (each for each in places if each.target.kind == "gpu")
    return tuple(dict.fromkeys(calibration.about(each.calibrated) for each in cards))
