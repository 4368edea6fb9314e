"""What a step really allocates, as PyTorch's own profiler sees its allocator: no ledger of ours."""

from __future__ import annotations

from typing import Any

import torch
from torch.utils import _pytree

from jupyter_perf.tradeoff.making import Making
from jupyter_perf.tradeoff.stepping import Stepper

STEPS = 2
"""That count, where a schedule changes from one to the next."""


def real_peak(making: Making) -> int:
    """Bytes at the peak of a steady step on the processor: all that is there before it, and what
    the allocator gives and takes during it."""
    stepper = Stepper(making, foreach=False)
    try:
        stepper.step()
        making.model.zero_grad(set_to_none=True)
        start = _there(making, stepper)
        with torch.profiler.profile(
            activities=[torch.profiler.ProfilerActivity.CPU], profile_memory=True
        ) as profiled:
            for _ in range(STEPS if making.before_each else 1):
                stepper.step()
        return start + _highest(profiled)
    finally:
        stepper.close()


def _there(making: Making, stepper: Stepper) -> int:
    states = [dict(each.state) for each in stepper.optimizers]
    tensors = [
        *making.model.parameters(),
        *making.model.buffers(),
        *_pytree.tree_leaves((making.args, dict(making.kwargs), states)),
    ]
    storages = {}
    for each in tensors:
        if isinstance(each, torch.Tensor):
            storage = each.untyped_storage()
            storages[storage.data_ptr()] = storage.nbytes()
    return sum(storages.values())


def _highest(profiled: Any) -> int:
    events = [e for e in profiled.profiler.kineto_results.events() if e.name() == "[memory]"]
    level = most = 0
    for event in sorted(events, key=lambda each: each.start_ns()):
        level += event.nbytes()
        most = max(most, level)
    return most
