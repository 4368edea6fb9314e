"""What is asked of a module: checked, and turned into sizes to trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...core.targets import Target
from ...core.workload import Workload
from ...errors import MissingExtra, UsageError

OWN = ("batch_dim",)
"""Fields of `Workload.own` that modules know: 1 where the sequence comes before the batch."""
_OTHERS = (
    ("batch", 2.0),
    ("sequence", 2.0),
    ("batch", 4.0),
    ("batch", 0.5),
    ("sequence", 0.5),
    ("batch", 8.0),
    ("sequence", 4.0),
    ("batch", 0.25),
    ("batch", 16.0),
)
"""Times the size that was asked for, in the order in which they are traced."""


@dataclass(frozen=True)
class Size:
    """What a trace is for; None is what the inputs have."""

    batch: int | None = None
    sequence: int | None = None


def check(model: Any, inputs: Any, workload: Workload) -> None:
    """Raises UsageError for what makes no sense, MissingExtra where torch isn't there."""
    try:
        import torch
    except ImportError as error:
        raise MissingExtra("torch", "torch") from error
    if not isinstance(model, torch.nn.Module):
        raise UsageError(f"a {type(model).__name__} is no torch.nn.Module")
    if not isinstance(inputs, tuple):
        given = "nothing" if inputs is None else f"a {type(inputs).__name__}"
        raise UsageError(
            "`inputs` is a tuple of what the module is called with, such as `inputs=(x,)`, "
            f"not {given}"
        )
    if workload.devices != 1:
        raise UsageError("a module is estimated on one device: leave out `devices`")
    if unknown := sorted(set(dict(workload.own)) - set(OWN)):
        raise UsageError(
            f"a module's workload has no field {unknown[0][:40]!r} of its own; there is batch_dim"
        )
    if batch_dim(workload) not in (0, 1):
        raise UsageError("`batch_dim` is 0, or 1 where the sequence comes first")
    _check_precision(model, workload)


def batch_dim(workload: Workload) -> int:
    return int(dict(workload.own).get("batch_dim", 0))


def autocast(model: Any, workload: Workload) -> bool:
    """Whether it is to multiply at half precision though its weights aren't."""
    return workload.precision == "fp16" and _type(model) == "float32"


def matrices(model: Any, workload: Workload, target: Target) -> Mapping[str, str]:
    """Precision as counted → at which `target` multiplies instead, by what was asked."""
    if workload.precision == "tf32" and _type(model) == "float32":
        return {"fp32": "tf32"}
    # Autocast is traced in bfloat16; who asks for half precision gets the kind that there is.
    lacking = target.has_bf16 is False and autocast(model, workload)
    return {"bf16": "fp16"} if lacking else {}


def others(batch: int | None, sequence: int | None, asked: Workload) -> Iterator[Size]:
    """Further sizes, those that are asked most often first: only what the inputs have."""
    for name, times in _OTHERS:
        whole = batch if name == "batch" else sequence
        other = int((whole or 0) * times)
        if other >= 1:
            yield Size(other, asked.sequence) if name == "batch" else Size(asked.batch, other)


def _check_precision(model: Any, workload: Workload) -> None:
    if workload.precision in ("fp8", "int8") and _type(model) == "float32":
        raise UsageError(
            f"a module isn't converted to {workload.precision}: convert it, and it is taken as it "
            "is; `fp16` stands for autocast"
        )


def _type(model: Any) -> str:
    """Of its first parameter that isn't integer."""
    for each in model.parameters():
        if each.is_floating_point():
            return str(each.dtype).removeprefix("torch.")
    return "float32"
