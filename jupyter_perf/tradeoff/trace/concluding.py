"""From a watched step to the fields of a `Trace`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from . import peak, watching
from .result import ModuleUse, Trace

if TYPE_CHECKING:
    from ..making import Making


def result(making: Making, watch: watching.Watch, start: int, *, train: bool) -> dict[str, Any]:
    """Of the step that was watched; `start` are the bytes before it."""
    blocks = watch.ledger.blocks
    most = peak.peak(blocks)
    phase, module = watch.at(most.moment)
    parameters = list(making.model.parameters())
    return dataclasses.asdict(
        Trace(
            train=train,
            peak_bytes=most.bytes,
            peak_phase=phase,
            peak_module=module,
            breakdown=most.by_kind(),
            start_bytes=start,
            parameters=sum(each.numel() for each in parameters),
            modules=tuple(_modules(making.model, most.by_module(), blocks)),
            rounded_peak_bytes=peak.on_cuda(blocks).bytes,
            accumulate=making.accumulate,
            trained=sum(each.numel() for each in parameters if each.requires_grad),
            host_bytes=peak.peak(blocks, host=True).bytes,
            host_moved_bytes=watch.moved_to_host,
            allocations=sum(block.born > 0 for block in blocks),
            counted=watch.counted(),
            notes=tuple(watch.notes),
        )
    )


def evaluation(watch: watching.Watch) -> dict[str, Any]:
    """The field of an evaluation that was watched after the steps."""
    return {"evaluation_bytes": peak.peak(watch.ledger.blocks).bytes}


def _modules(model: Any, at_peak: Mapping[str, int], blocks: list[Any]) -> list[ModuleUse]:
    weights: dict[str, int] = {}
    for block in blocks:
        if block.kind == "weights" and block.born == 0:
            weights[block.module] = weights.get(block.module, 0) + block.size
    found = []
    for name, module in model.named_modules():
        own = sum(each.numel() for each in module.parameters(recurse=False))
        use = ModuleUse(
            name, type(module).__name__, own, weights.get(name, 0), at_peak.get(name, 0)
        )
        if own or use.weight_bytes or use.at_peak_bytes:
            found.append(use)
    return found
