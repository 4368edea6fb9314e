"""Steps of a model without data: what they do, and what is kept of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..loops.whole import is_whole, unsuited
from ..making import Making
from ..methods import METHODS, SEPARATOR, applied
from ..stepping import Stepper, loss_of, within
from . import concluding, devices, failing, host, watching
from .ledger import Ledger
from .observing import observer
from .rebuilding import Sizes, rebuilt
from .tracing import Variant
from .whereabouts import Whereabouts

if TYPE_CHECKING:
    import torch

__all__ = ["loss_of", "making_of", "traced", "watched"]
MICROBATCHES = 2
"""To a step that is watched: from the second on, each starts with the gradients of those before and
is like the second."""
SCHEDULED_STEPS = 2
"""That count, where a schedule changes from one to the next."""


def traced(
    described: bytes, sizes: Sizes, variant: Variant, asked: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields of a `Trace`, of the second step: the first one makes what stays for good.

    Raises `failing.InStep` with what the model raised, `failing.Unfit` for a method that doesn't
    suit it.
    """
    from torch._subclasses.fake_tensor import FakeTensorMode

    with FakeTensorMode(allow_non_fake_inputs=True), devices.only_cpu(asked["elsewhere"]):
        making = making_of(described, sizes, variant)
        making.model.train(asked["train"])
        found = watched(
            making,
            asked.get("observer", ""),
            train=asked["train"],
            foreach=variant.foreach,
            evaluate=variant.evaluate,
            threads=asked.get("threads"),
        )
    return {**found, "methods": variant.methods}


def making_of(described: bytes, sizes: Sizes, variant: Variant) -> Making:
    """The step with its methods, over inputs of these sizes. Raises as `traced`."""
    with failing.part("putting the model together"):
        model, args, kwargs, loss, chosen, *more = rebuilt(described, sizes)
    making = Making(
        model,
        args,
        kwargs,
        loss,
        chosen,
        accumulate=variant.accumulate,
        precision="bf16" if variant.autocast else variant.precision,
        options=variant.options,
        **(more[0] if more else {}),
    )
    for name in variant.methods.split(SEPARATOR):
        if name == "none":
            continue
        with failing.part(f"`{name}`"):
            reason = METHODS.get(name).unfit(making)
            if reason:
                raise failing.Unfit(f"`{name}` doesn't fit this model: {reason}")
            before, making = making, applied(name, making)
            reason = unsuited(before, making)
            if reason:
                raise failing.Unfit(f"`{name}` doesn't fit: {reason}")
    return making


def watched(
    making: Making,
    observer_name: str = "",
    *,
    train: bool = True,
    foreach: bool | None = False,
    evaluate: bool = False,
    threads: int | None = None,
) -> dict[str, Any]:
    """The same of a making whose tensors are there, with data or without. `threads` are those that
    real steps get, where it isn't as many as PyTorch has here."""
    import torch

    ledger, where = Ledger(), Whereabouts(making.model)
    watch = watching.Watch(ledger, where, None, threads or torch.get_num_threads())
    stepper = Stepper(making, foreach=foreach) if train else None
    _enter(making, stepper, ledger, where)
    try:
        gradients = _gradients(making.model, ledger, where)
        with watch.on(), where.following(), gradients, host.witnessed(watch):
            # A schedule's first step may train more than any other: what it left must be gone.
            for _ in range(2 if making.before_each else 1):
                _run(making, stepper, watch)
            _enter(making, stepper, ledger, where)
            ledger.start()
            start = sum(block.size for block in ledger.alive() if not block.host)
            watch.begin(observer(observer_name))
            _run(making, stepper, watch)
            if making.before_each:
                with watch.unobserved():
                    for _ in range(SCHEDULED_STEPS - 1):
                        _run(making, stepper, watch)
            found = concluding.result(making, watch, start, train=train)
            if evaluate and stepper is not None and not is_whole(making.model):
                found.update(_evaluation(making, stepper, watch))
    finally:
        if stepper is not None:
            stepper.close()
    return found


def _run(making: Making, stepper: Stepper | None, watch: watching.Watch) -> None:
    """One step of training, or a forward pass without gradients."""
    if stepper is not None:
        stepper.step(watch.enter, most_microbatches=MICROBATCHES)
        return
    import torch

    watch.enter("forward")
    with torch.no_grad(), within(making, hooks=False), failing.part("the forward pass"):
        making.model(*making.args, **making.kwargs)


def _evaluation(making: Making, stepper: Stepper, watch: watching.Watch) -> dict[str, Any]:
    making.model.zero_grad(set_to_none=True)
    watch.ledger.start()
    with watch.unobserved():
        watch.enter("forward")
        stepper.evaluate()
    return concluding.evaluation(watch)


def _enter(making: Making, stepper: Stepper | None, ledger: Ledger, where: Whereabouts) -> None:
    """What is there before a step. What is counted already keeps its place."""
    from torch.utils import _pytree

    for name, module in making.model.named_modules():
        own = [*module.parameters(recurse=False), *module.buffers(recurse=False)]
        for tensor in own:
            ledger.add(tensor, "weights", name)
    for tensor in _tensors(_pytree.tree_leaves((making.args, dict(making.kwargs)))):
        ledger.add(tensor, "inputs", "")
    for optimizer in [] if stepper is None else stepper.optimizers:
        for parameter, state in optimizer.state.items():
            for tensor in _tensors(_pytree.tree_leaves(dict(state))):
                ledger.add(tensor, "optimizer", where.owner(parameter))
                ledger.named(tensor, "optimizer", where.owner(parameter))


def _tensors(leaves: list[Any]) -> list[torch.Tensor]:
    import torch

    return [each for each in leaves if isinstance(each, torch.Tensor)]


@contextlib.contextmanager
def _gradients(model: Any, ledger: Ledger, where: Whereabouts) -> Iterator[None]:
    """Call what becomes a parameter's gradient by that name."""

    def accumulated(parameter: Any) -> None:
        if parameter.grad is not None and not parameter.grad.is_sparse:
            ledger.named(parameter.grad, "gradients", where.owner(parameter))

    hooks = [
        each.register_post_accumulate_grad_hook(accumulated)
        for each in model.parameters()
        if each.requires_grad
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
