"""Steps with and without a method: their gradients, and their peaks, real and traced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from jupyter_perf.core.dimensions import dimensions_in
from jupyter_perf.tradeoff.making import Making
from jupyter_perf.tradeoff.stepping import loss_of, within
from jupyter_perf.tradeoff.trace import Trace, Variant, describing, step
from jupyter_perf.tradeoff.trace.rebuilding import Sizes

torch.set_num_threads(1)


def backward(making: Making, seed: int = 7) -> tuple[Any, dict[str, Any]]:
    """The loss of one seeded step in training mode, and each parameter's gradient (or None)."""
    making.model.train()
    making.model.zero_grad(set_to_none=True)
    torch.manual_seed(seed)
    with within(making):
        loss = loss_of(making.model(*making.args, **making.kwargs), making.loss)
    loss.backward()
    found = {name: each.grad for name, each in making.model.named_parameters()}
    making.model.zero_grad(set_to_none=True)
    return loss.detach(), found


def same_step(plain: Making, other: Making, rtol: float = 1e-5) -> None:
    """Loss, gradients, buffers afterwards and the random state are those of the plain step."""
    start = {name: each.clone() for name, each in plain.model.state_dict().items()}
    loss, expected = backward(plain)
    left = {name: each.clone() for name, each in plain.model.named_buffers()}
    drawn = torch.rand(1)
    plain.model.load_state_dict(start)
    other.model.load_state_dict(start)
    twin, found = backward(other)
    assert torch.equal(drawn, torch.rand(1))
    torch.testing.assert_close(twin, loss, rtol=rtol, atol=1e-6)
    assert found.keys() == expected.keys()
    for name, each in found.items():
        torch.testing.assert_close(each, expected[name], rtol=rtol, atol=1e-6, msg=name)
    for name, buffer in other.model.named_buffers():
        torch.testing.assert_close(buffer, left[name])
    plain.model.load_state_dict(start)


def real_peak(making: Making, foreach: bool = False) -> Trace:
    """The ledger over a step that is really done."""
    making.model.train()
    return Trace.from_data(step.watched(making, foreach=foreach))


def traced_peak(
    plain: Making, methods: str, options: Mapping[str, Any] | None = None, **variant: Any
) -> Trace:
    """The same with the method without data, as the process that traces does it."""
    described = describing.described(
        plain.model, plain.args, dict(plain.kwargs), plain.loss, plain.optimizer
    )
    chosen = Variant(methods=methods, options=dict(options or {}), **variant)
    asked = {"train": True, "observer": "", "elsewhere": False}
    sizes = Sizes(dimensions_in(plain.args), None, None)
    return Trace.from_data(step.traced(described, sizes, chosen, asked))


def products(making: Making) -> int:
    """How many operations multiply matrices in one step."""
    from torch.utils._python_dispatch import TorchDispatchMode

    found = []

    class Counting(TorchDispatchMode):
        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None):  # type: ignore[no-untyped-def]
            if func.name() in ("aten::mm", "aten::addmm", "aten::bmm"):
                found.append(func)
            return func(*args, **(kwargs or {}))

    with Counting():
        backward(making)
    return len(found)
