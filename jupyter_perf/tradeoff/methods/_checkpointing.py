"""What the three kinds of checkpointing share: when it makes sense, and that it stays exact."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ..making import Making
from ..structure import blocks
from ._looking import class_calls
from ._wrapping import How, how_of, is_patched

if TYPE_CHECKING:
    import torch

_SWITCHES = ("checkpoint", "memory_efficient")
"""In names of attributes of modules that recompute by themselves, if asked to."""
_ANSWERS = ("is_activation_checkpointing", "is_gradient_checkpointing")
"""Of Transformers' models, the first of them that there is: they say it themselves, and methods
that they all have (to save, to switch it on) mention `checkpoint`."""
Contexts = Callable[[], tuple[Any, Any]]


class Checkpointed(How):
    """Keeps only what goes in; does the forward pass again when its gradients are wanted."""

    name = ""
    """Of the module, for messages."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def forward(self, module: Any, plain: Any, args: tuple[Any, ...], kwargs: Any) -> Any:
        import torch

        if not torch.is_grad_enabled():
            return plain(*args, **kwargs)
        return recomputed(plain, [module], args, kwargs, self.name)


def recomputed(
    run: Callable[..., Any],
    modules: list[Any],
    args: tuple[Any, ...],
    kwargs: Any,
    name: str,
    contexts: Contexts | None = None,
) -> Any:
    """`run(*args, **kwargs)`, again in the backward pass, with the same random numbers.

    `modules` are those that run inside: their running statistics are updated once. `contexts`
    gives what to enter the first and the second time. Raises UsageError where `run` changes its
    inputs, since the second time would start from something else.
    """
    import torch
    from torch.utils._pytree import tree_leaves
    from torch.utils.checkpoint import checkpoint

    given = [each for each in tree_leaves((args, kwargs)) if isinstance(each, torch.Tensor)]
    before = [_version(each) for each in given]

    def both() -> tuple[Any, Any]:
        first, second = contexts() if contexts else (contextlib.nullcontext(),) * 2
        return first, _nested(second, modules)

    out = checkpoint(run, *args, use_reentrant=False, context_fn=both, **kwargs)
    if before != [_version(each) for each in given]:
        raise UsageError(
            f"`{name}` changes its input in place, so it can't be done again from that: leave it "
            "out by the option `blocks`, or make its first operation one that isn't in place"
        )
    return out


def _version(tensor: Any) -> int:
    return -1 if tensor.is_inference() else int(tensor._version)


@contextlib.contextmanager
def _nested(context: Any, modules: list[Any]) -> Iterator[None]:
    with _without_statistics(modules), context:
        yield


@contextlib.contextmanager
def _without_statistics(modules: list[Any]) -> Iterator[None]:
    """Batch norms neither average nor count what they see: they have seen it the first time."""
    from torch.nn.modules.batchnorm import _NormBase

    norms = [each for module in modules for each in module.modules() if isinstance(each, _NormBase)]
    kept = [(each, each.momentum, each.num_batches_tracked) for each in norms]
    try:
        for norm in norms:
            norm.momentum = 0.0
            norm.num_batches_tracked = None
        yield
    finally:
        for norm, momentum, counted in kept:
            norm.momentum, norm.num_batches_tracked = momentum, counted


def unfit(making: Making, found: list[Any]) -> str:
    """Why no kind of checkpointing makes sense; `found` is what it would be done around."""
    model = making.model
    if not any(each.requires_grad for each in model.parameters()):
        return "no parameter gets a gradient, so nothing is kept for the backward pass"
    if is_patched(model):
        return "its `forward` was replaced on the object: give the model as it was before that"
    if is_checkpointed(model):
        return "it is checkpointed already"
    if not found:
        return "nothing in it repeats: there are no blocks to recompute one at a time"
    if any(is_patched(each) for _, each in found):
        return "the `forward` of a block was replaced on the object (by accelerate's hooks?)"
    return _redone_differently(model)


def is_checkpointed(model: torch.nn.Module) -> bool:
    """By us, by Transformers' switch, by a wrapper of PyTorch's, or in its own code, where that
    calls `checkpoint` and has no switch, or one that is on."""
    return any(_is_checkpointed(each) for each in model.modules())


def _is_checkpointed(module: Any) -> bool:
    if isinstance(how_of(module), Checkpointed) or type(module).__name__ == "CheckpointWrapper":
        return True
    answer = next((each for each in _ANSWERS if hasattr(type(module), each)), None)
    if answer is not None:
        return bool(getattr(module, answer))
    switches = [
        value
        for name, value in vars(module).items()
        if isinstance(value, bool) and any(word in name.lower() for word in _SWITCHES)
    ]
    return any(switches) or (not switches and class_calls(type(module), {"checkpoint"}))


def _redone_differently(model: Any) -> str:
    for name, module in model.named_modules():
        if type(module).__name__ == "_SpectralNorm" or any(
            type(hook).__name__ == "SpectralNorm" for hook in module._forward_pre_hooks.values()
        ):
            return f"`{name}` is spectrally normed: each forward pass changes it for the next one"
    return ""


def chosen(making: Making, method: str) -> list[tuple[str, Any]]:
    """The blocks that the option `blocks` names; raises UsageError for ones that aren't there."""
    from ._options import places

    found = blocks(making.model)
    return [found[at] for at in places(making, method, "blocks", len(found))] if found else []
