"""One step of a model without data: what it does, and what is kept of it."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from . import devices, failing, optimizers, peak, watching
from .ledger import Ledger
from .observing import observer
from .rebuilding import Sizes, rebuilt
from .result import ModuleUse, Trace
from .tracing import Variant
from .whereabouts import Whereabouts

if TYPE_CHECKING:
    import torch


@dataclasses.dataclass(frozen=True)
class Setting:
    """What a step is made of."""

    model: torch.nn.Module
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    loss: Callable[[Any], Any] | None
    optimizer: torch.optim.Optimizer | None
    autocast: bool = False


def traced(
    described: bytes, sizes: Sizes, variant: Variant, asked: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields of a `Trace`, of the second step: the first one makes what stays for good.

    Raises `failing.InStep` with what the model raised.
    """
    from torch._subclasses.fake_tensor import FakeTensorMode

    with FakeTensorMode(allow_non_fake_inputs=True), devices.only_cpu(asked["elsewhere"]):
        with failing.part("putting the model together"):
            model, args, kwargs, loss, chosen = rebuilt(described, sizes)
        model.train(asked["train"])
        optimizer = None
        if asked["train"]:
            optimizer = optimizers.made(chosen, model, foreach=variant.foreach)
        setting = Setting(model, args, kwargs, loss, optimizer, variant.autocast)
        return watched(setting, asked.get("observer", ""))


def watched(setting: Setting, observer_name: str = "") -> dict[str, Any]:
    """The same of a model whose tensors are there, with data or without."""
    ledger, where = Ledger(), Whereabouts(setting.model)
    _enter(setting, ledger, where)
    watch = watching.Watch(ledger, where, None)
    with watch.on(), where.following(), _gradients(setting.model, ledger, where):
        one_step(setting, watch)
        _enter(setting, ledger, where)
        ledger.start()
        start = sum(block.size for block in ledger.alive())
        watch.begin(observer(observer_name))
        one_step(setting, watch)
    return _result(setting, watch, start)


def one_step(setting: Setting, watch: watching.Watch) -> None:
    """Forward, and for training loss, backward, update; gradients of before are dropped first."""
    import torch

    autocast: Any = contextlib.nullcontext()
    if setting.autocast:
        autocast = torch.autocast("cpu", dtype=torch.bfloat16)
    watch.enter("forward")
    if setting.optimizer is None:
        with torch.no_grad(), autocast, failing.part("the forward pass"):
            setting.model(*setting.args, **setting.kwargs)
        return
    setting.model.zero_grad(set_to_none=True)
    with autocast:
        with failing.part("the forward pass"):
            output = setting.model(*setting.args, **setting.kwargs)
        with failing.part("the loss"):
            loss = loss_of(output, setting.loss)
    watch.enter("backward")
    with failing.part("the backward pass"):
        loss.backward()
    watch.enter("optimizer")
    with failing.part("the optimizer's step"):
        setting.optimizer.step()


def loss_of(output: Any, loss: Callable[[Any], Any] | None) -> Any:
    """`loss` of the output; None is its own `.loss`, or the mean of its first numbers."""
    import torch
    from torch.utils import _pytree

    if loss is not None:
        return loss(output)
    own = output.get("loss") if isinstance(output, Mapping) else getattr(output, "loss", None)
    if isinstance(own, torch.Tensor):
        return own
    for each in _pytree.tree_leaves(output):
        if isinstance(each, torch.Tensor) and each.requires_grad:
            return each.mean()
    raise ValueError("nothing in the model's output has a gradient: say what the loss is")


def _enter(setting: Setting, ledger: Ledger, where: Whereabouts) -> None:
    """What is there before a step. What is counted already keeps its place."""
    from torch.utils import _pytree

    for name, module in setting.model.named_modules():
        own = [*module.parameters(recurse=False), *module.buffers(recurse=False)]
        for tensor in own:
            ledger.add(tensor, "weights", name)
    for tensor in _tensors(_pytree.tree_leaves((setting.args, dict(setting.kwargs)))):
        ledger.add(tensor, "inputs", "")
    if setting.optimizer is not None:
        for parameter, state in setting.optimizer.state.items():
            for tensor in _tensors(_pytree.tree_leaves(dict(state))):
                ledger.add(tensor, "optimizer", where.owner(parameter))
                ledger.named(tensor, "optimizer", where.owner(parameter))


def _tensors(leaves: list[Any]) -> list[Any]:
    import torch

    return [each for each in leaves if isinstance(each, torch.Tensor)]


@contextlib.contextmanager
def _gradients(model: Any, ledger: Ledger, where: Whereabouts) -> Any:
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


def _result(setting: Setting, watch: watching.Watch, start: int) -> dict[str, Any]:
    blocks = watch.ledger.blocks
    most = peak.peak(blocks)
    phase, module = watch.at(most.moment)
    return dataclasses.asdict(
        Trace(
            train=setting.optimizer is not None,
            peak_bytes=most.bytes,
            peak_phase=phase,
            peak_module=module,
            breakdown=most.by_kind(),
            start_bytes=start,
            parameters=sum(each.numel() for each in setting.model.parameters()),
            modules=tuple(_modules(setting.model, most.by_module(), blocks)),
            rounded_peak_bytes=peak.peak(blocks, peak.CUDA_ROUNDING).bytes,
            allocations=sum(block.born > 0 for block in blocks),
            counted=watch.counted(),
            notes=tuple(watch.notes),
        )
    )


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
