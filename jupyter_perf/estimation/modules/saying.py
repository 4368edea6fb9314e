"""What an estimate of a module says beside its time: sizes, figures, notes, assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...core import calibration
from ...core.ranges import Range
from ...core.targets import Target
from ...core.workload import Workload
from ..counting import Counted
from ..result import Size
from . import asked, memory, sweeps
from .tracing import Found

_UNMEASURED = (
    "this machine wasn't measured yet: `%perf calibrate` does it once, and narrows the range"
)
_MOST_UNKNOWN = 6


def sizes(found: Found) -> tuple[Size, ...]:
    """What can be asked about: batch and sequence, where the inputs have them."""
    sizes = []
    if found.batch is not None:
        unit = "examples" if found.sequence is None else "sequences"
        sizes.append(Size("batch", float(found.batch), unit))
    if found.sequence is not None:
        sizes.append(Size("sequence", float(found.sequence), "tokens"))
    return tuple(sizes)


def figures(
    found: Found, counted: Counted, points: Sequence[sweeps.Point], target: Target
) -> dict[str, Range | float | str]:
    """Totals and the parts of the peak, by name with unit."""
    figures: dict[str, Range | float | str] = {
        "parameters": float(found.parameters),
        "matrix_flops": counted.matrix_flops,
        "vector_flops": counted.vector_flops,
        "moved_bytes": counted.moved_bytes,
        **memory.parts(found),
    }
    largest = memory.largest_batch(sweeps.peaks(points), target)
    return figures if largest is None else {**figures, "largest_batch": largest}


def notes(found: Found, counted: Counted, *, unmeasured: bool) -> tuple[str, ...]:
    """On this result; `unmeasured` says that its time comes from usual bands for lack of better."""
    notes = [memory.said(found), *found.notes, *counted.notes]
    if counted.unknown:
        listed = sorted(counted.unknown.items(), key=lambda each: (-each[1], each[0]))
        shown = ", ".join(f"`{name}` ({calls}×)" for name, calls in listed[:_MOST_UNKNOWN])
        more = f" and {len(listed) - _MOST_UNKNOWN} more" if len(listed) > _MOST_UNKNOWN else ""
        notes.append(f"operations that could not be counted, only their bytes: {shown}{more}")
    if unmeasured:
        notes.append(_UNMEASURED)
    return tuple(notes)


def assumptions(model: Any, workload: Workload, target: Target) -> tuple[str, ...]:
    """What was taken for granted."""
    said = [
        "peak memory counts weights, gradients, optimizer state and inputs, as on a device that "
        "holds nothing else"
    ]
    if workload.kind == "train":
        loss = "the loss that was given" if workload.loss else "its own loss, or its output's mean"
        said.append(f"a later step, of {workload.optimizer}, with {loss}")
    if asked.autocast(model, workload):
        if target.has_bf16 is False:
            said.append(
                f"matrices are multiplied in float16, by autocast and with a GradScaler: "
                f"{target.name} has no bfloat16"
            )
        else:
            said.append("matrices are multiplied in bfloat16, by autocast")
    if target.kind != "cpu":
        said.append(calibration.assumption(target))
        said.append("one operation after another, as PyTorch runs without compiling")
    return tuple(said)


def work(workload: Workload) -> str:
    """What is estimated, in words."""
    return "one step of training" if workload.kind == "train" else "one forward pass"
