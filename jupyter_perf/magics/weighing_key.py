"""Whether a model, a batch and options are the same as another time: nothing is traced twice.

What counts is what a step's memory and time depend on: the code of the model's classes, shapes and
types of its tensors, never their values.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any

from ..core import versions
from ..core.targets import HERE

_DEEPEST = 6
_MOST = 200_000
"""Characters of a description: more is no model that somebody would wait for this for."""
_LIBRARIES = ("torch.", "torch")


class Unknown(Exception):
    """Something of which it can't be told whether it is the same."""


def key_of(work: Any, batch: Any, arguments: Mapping[str, Any]) -> str | None:
    """A digest of the question; None where a part of it can't be described."""
    try:
        said = [*_described(work), *_described(batch), *_described(dict(arguments))]
    except Unknown:
        return None
    text = "\n".join(said)
    if len(text) > _MOST:
        return None
    machine = versions.machine() if HERE in arguments.get("target", (HERE,)) else ""
    made_by = versions.of_modules(("torch", "transformers", "peft"))
    return versions.digest(f"papaya\n{text}\n{machine}\n{sorted(made_by.items())}")


def _described(value: Any, depth: int = 0) -> Iterator[str]:
    import torch

    if depth > _DEEPEST:
        raise Unknown
    if isinstance(value, torch.nn.Module):
        yield from _module(value)
    elif isinstance(value, torch.Tensor):
        yield _tensor(value)
    elif isinstance(value, torch.optim.Optimizer):
        yield f"{type(value).__qualname__} {len(value.param_groups)}"
        yield from _described(value.defaults, depth + 1)
    elif value is None or isinstance(value, str | int | float | bool | torch.dtype):
        yield repr(value)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield f"{name!r}:"
            yield from _described(each, depth + 1)
    elif isinstance(value, tuple | list):
        yield f"{type(value).__name__} of {len(value)}"
        for each in value:
            yield from _described(each, depth + 1)
    elif isinstance(value, types.FunctionType):
        yield from _function(value, depth)
    else:
        raise Unknown


def _tensor(value: Any) -> str:
    return f"{tuple(value.shape)} {value.dtype} {value.device.type} {value.requires_grad}"


def _module(model: Any) -> Iterator[str]:
    yield repr(model)
    yield str(model.training)
    classes = {type(each) for each in model.modules()}
    for kind in sorted(classes, key=lambda each: (each.__module__, each.__qualname__)):
        if not kind.__module__.startswith(_LIBRARIES):
            yield from _class(kind)
    seen: dict[int, str] = {}
    for own in (model.named_parameters, model.named_buffers):
        for name, each in own(remove_duplicate=False):
            same = seen.setdefault(id(each), name)
            yield f"{name} {same} {_tensor(each)}"
    if any(each._forward_hooks or each._backward_hooks for each in model.modules()):
        raise Unknown  # what hooks do is nobody's to compare


def _class(kind: type) -> Iterator[str]:
    """The code of its methods: a cell that defines it anew makes another one."""
    yield f"{kind.__module__}.{kind.__qualname__}"
    for name, each in vars(kind).items():
        if isinstance(each, types.FunctionType):
            yield f"{name} {_code(each.__code__)}"


def _function(function: types.FunctionType, depth: int) -> Iterator[str]:
    yield _code(function.__code__)
    for cell in function.__closure__ or ():
        yield from _described(cell.cell_contents, depth + 1)
    yield from _described(function.__defaults__ or (), depth + 1)


def _code(code: types.CodeType) -> str:
    """Its instructions, names and constants; not where it stands, nor memory addresses."""
    constants = [
        _code(each) if isinstance(each, types.CodeType) else repr(each) for each in code.co_consts
    ]
    return versions.digest(f"{code.co_code.hex()} {code.co_names} {constants}")
