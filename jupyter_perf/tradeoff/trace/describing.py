"""A model, its inputs, loss and optimizer as bytes in which each tensor is but a description."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from . import rebuilding

if TYPE_CHECKING:
    import torch

MOST_READ = 1 << 24
"""Numbers of an input, whose least and most are looked for."""
MOST_BYTES = 256 << 20
"""Structure is small: more is data that isn't in tensors (arrays, frames) and would be copied."""

_OWN_OPERATION = (
    ". An operation of your own (`torch.library`) can be if it is defined in a module that the"
    " notebook imports"
)


def described(
    model: torch.nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any], *others: Any
) -> bytes:
    """What `rebuilding.rebuilt` puts together again; `others` are the loss and the optimizer.

    Reads no data of any tensor of the model, wherever it lies. Raises UsageError for what can't
    be described, naming it.
    """
    written = _Limited()
    optimizers = [*others, *getattr(model, "whole_step_optimizers", ())]
    own = [*_own_tensors(model), *(each for one in optimizers for each in _states(one))]
    pickler = _pickler(written, {id(each) for each in own})
    try:
        pickler.dump((model, args, kwargs, *others))
    except UsageError:
        raise
    # Pickling runs the model's own methods, which may raise anything.
    except Exception as error:
        advice = _OWN_OPERATION if "_DispatchModule" in str(error) else ""
        raise UsageError(
            "the model can't be described to another process:"
            f" {type(error).__name__}: {error}{advice}"
        ) from error
    return written.getvalue()


def _own_tensors(model: torch.nn.Module) -> Iterator[Any]:
    yield from model.parameters()
    yield from model.buffers()


def _states(optimizer: Any) -> Iterator[Any]:
    """What an optimizer keeps for each parameter: as large as that, whatever the batch is."""
    import torch

    if isinstance(optimizer, torch.optim.Optimizer):
        for state in optimizer.state.values():
            yield from (each for each in state.values() if isinstance(each, torch.Tensor))


class _Limited(io.BytesIO):
    def write(self, data: Any) -> int:
        if self.tell() + len(data) > MOST_BYTES:
            raise UsageError(
                "the model (or its inputs or loss) holds more than 256 MB outside of tensors, "
                "such as arrays or data frames: leave them out of what is estimated"
            )
        return super().write(data)


def _pickler(file: Any, own: set[int]) -> pickle.Pickler:
    import cloudpickle
    import torch

    class Describer(cloudpickle.Pickler):  # type: ignore[misc]
        def reducer_override(self, obj: Any) -> Any:
            if isinstance(obj, torch.Tensor):
                return rebuilding.tensor, _fields(obj, id(obj) in own)
            if isinstance(obj, torch.device):
                return rebuilding.device, ()
            if isinstance(obj, torch.Generator):
                return rebuilding.generator, ()
            if isinstance(obj, torch.jit.ScriptModule):
                raise UsageError("a TorchScript module can't be traced: give the module it is of")
            return super().reducer_override(obj)

    made: pickle.Pickler = Describer(file)
    return made


def _fields(tensor: torch.Tensor, own: bool) -> tuple[Any, ...]:
    """Arguments of `rebuilding.tensor`."""
    import torch

    _check(tensor)
    storage = tensor.untyped_storage()
    parameter = isinstance(tensor, torch.nn.Parameter)
    return (
        storage._cdata,
        storage.nbytes() // tensor.element_size(),
        str(tensor.dtype).removeprefix("torch."),
        tuple(tensor.shape),
        tuple(tensor.stride()),
        tensor.storage_offset(),
        tensor.requires_grad,
        parameter,
        not own,
        None if own else _bounds(tensor),
    )


def _bounds(tensor: torch.Tensor) -> tuple[int, int] | None:
    """The least and the most of whole numbers that lie where reading them costs nothing: ids stay
    within the vocabulary when others are made up."""
    import torch

    whole = not (tensor.is_floating_point() or tensor.is_complex())
    there = type(tensor) is torch.Tensor and tensor.device.type == "cpu"
    if not whole or not there or not 0 < tensor.numel() <= MOST_READ:
        return None
    low, high = tensor.detach().aminmax()
    return int(low), int(high)


def _check(tensor: Any) -> None:
    import torch

    if torch.nn.parameter.is_lazy(tensor):
        raise UsageError("the model has lazy layers without shapes yet: call it once first")
    if tensor.is_quantized or tensor.layout is not torch.strided:
        raise UsageError(f"a {tensor.layout} or quantized tensor can't be traced yet")
    plain = (torch.Tensor, torch.nn.Parameter, getattr(torch.nn, "Buffer", torch.Tensor))
    if type(tensor) not in plain:
        raise UsageError(f"a tensor of the class {type(tensor).__name__} can't be traced yet")
