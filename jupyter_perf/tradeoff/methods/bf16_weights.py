"""Everything in bfloat16: weights, gradients, optimizer state, activations."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..making import Making
from ..structure import shallow
from ..trace import optimizers
from . import METHODS, _optimizing

if TYPE_CHECKING:
    import torch


@dataclasses.dataclass(frozen=True)
class Bf16Weights:
    """Casts the model to bfloat16, and with it gradients, optimizer state and activations.

    Half of everything. The model is a new one, with weights of its own: the model that it is made
    of keeps its fp32 ones, and drops out of memory when you let go of it. Inputs with fractions are
    cast as they come in, what the model makes on its way is in bfloat16 by default, and a loss gets
    the output in fp32.

    Cost: not exact, and more than mixed precision: an update under 1/256 of a weight is lost where
    it is added to it. Small learning rates late in training hardly move weights; fine-tuning with a
    few thousand steps usually bears it.

    When not: training from scratch; learning rates under about 1e-5 without stochastic rounding.

    Source: Kalamkar et al. 2019 (arXiv 1905.12322), section 4, keeps fp32 weights for this reason;
    Zamirai et al. 2020 (arXiv 2010.06192) for pure 16-bit training and where it loses.
    """

    words = "keep weights, gradients, optimizer state and activations in bfloat16"
    exact = False
    costs = "updates under 1/256 of a weight are lost: for fine-tuning, not for long training"
    modelled = False

    def unfit(self, making: Making) -> str:
        if not any(_is_wide(each) for each in making.model.parameters()):
            return "its weights are in half precision already"
        if making.precision != "fp32":
            return f"the step is in {making.precision} by autocast: choose one of the two"
        return ""

    def apply(self, making: Making) -> Making:
        model, replaced = cast(making.model)
        loss = making.loss
        return making.replaced(
            model=model,
            optimizer=_over(making.optimizer, replaced, model),
            loss=None if loss is None else _InFull(loss),
            around=(*making.around, by_default),
        )

    def code(self, making: Making) -> str:
        return (
            "model = model.to(torch.bfloat16)  # before the optimizer is made\n"
            "optimizer = …(model.parameters())  # as before\n"
            "from jupyter_perf.tradeoff.methods.bf16_weights import by_default\n"
            "with by_default():  # what the model makes on its way\n"
            "    output = model(batch)  # with its fractions in bfloat16\n"
            "loss = loss_of(output.float())"
        ).replace("…", f"torch.optim.{_optimizing.class_name(making.optimizer)}")

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        """transformers and accelerate take the model as it is: load it with this type."""
        return {"lightning": {"precision": "bf16-true"}}


@contextlib.contextmanager
def by_default() -> Iterator[None]:
    """While inside, tensors that are made of no others (masks, positions) are in bfloat16 too."""
    import torch

    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16)
    try:
        yield
    finally:
        torch.set_default_dtype(before)


def cast(model: torch.nn.Module) -> tuple[torch.nn.Module, dict[int, Any]]:
    """A copy of the structure with weights and buffers of its own in bfloat16, and which parameter
    of it stands for which one (by `id`) of the model."""
    import torch

    made = shallow(model)
    replaced: dict[int, Any] = {}
    done: dict[int, Any] = {}
    for module in made.modules():
        for name, value in module._parameters.items():
            if value is not None and _is_wide(value):
                if id(value) not in replaced:
                    lower = value.detach().to(torch.bfloat16)
                    replaced[id(value)] = torch.nn.Parameter(lower, value.requires_grad)
                module._parameters[name] = replaced[id(value)]
        for name, buffer in module._buffers.items():
            if buffer is not None and _is_wide(buffer):
                done.setdefault(id(buffer), buffer.detach().to(torch.bfloat16))
                module._buffers[name] = done[id(buffer)]
        # Recurrent layers keep a list of their parameters.
        names = getattr(module, "_flat_weights_names", None)
        if names is not None:
            vars(module)["_flat_weights"] = [getattr(module, each, None) for each in names]
    made.register_forward_pre_hook(_cast_inputs, with_kwargs=True)
    return made, replaced


def _is_wide(tensor: torch.Tensor) -> bool:
    return tensor.is_floating_point() and tensor.dtype.itemsize > 2


def _cast_inputs(_module: Any, args: Any, kwargs: Any) -> Any:
    import torch

    return _converted((args, kwargs), torch.bfloat16)


def _converted(value: Any, dtype: torch.dtype) -> Any:
    import torch
    from torch.utils import _pytree

    def one(leaf: Any) -> Any:
        floating = isinstance(leaf, torch.Tensor) and leaf.is_floating_point()
        return leaf.to(dtype) if floating else leaf

    return _pytree.tree_map(one, value)


@dataclasses.dataclass(frozen=True)
class _InFull:
    """A loss of an output that comes in bfloat16."""

    loss: Callable[[Any], Any]

    def __call__(self, output: Any) -> Any:
        import torch

        return self.loss(_converted(output, torch.float32))


def _over(optimizer: Any, replaced: Mapping[int, Any], model: torch.nn.Module) -> Any:
    """One that is there already, of the same kind over the new parameters; so also inside of what
    other methods made of it."""
    if hasattr(optimizer, "param_groups"):
        stands_for = {id(new): old for old, new in replaced.items()}
        held = {id(each) for group in optimizer.param_groups for each in group["params"]}
        mine = [p for p in model.parameters() if stands_for.get(id(p), id(p)) in held]
        return optimizers.again(optimizer, mine, stands_for)
    for name in ("inner", "before"):
        if dataclasses.is_dataclass(optimizer) and getattr(optimizer, name, None) is not None:
            inside = _over(getattr(optimizer, name), replaced, model)
            return dataclasses.replace(optimizer, **{name: inside})  # type: ignore[type-var]
    return optimizer


METHODS.add("bf16-weights", Bf16Weights())
