"""Bytes that a call reads and writes, where nothing special is known about it."""

from __future__ import annotations

from typing import Any

from .tally import Call, size


def moved_by(call: Call) -> int:
    """All tensors among its arguments, read once; all results and changed arguments, written."""
    read: dict[int, Any] = {}
    written: dict[int, Any] = {}
    for argument in call.func._schema.arguments:
        found = {id(each): each for each in _tensors(call.values.get(argument.name))}
        read |= found
        if argument.alias_info is not None and argument.alias_info.is_write:
            written |= found
    written |= {id(each): each for each in _tensors(call.out)}
    return sum(map(size, read.values())) + sum(map(size, written.values()))


def new_by(call: Call) -> int:
    """Results that are no argument, changed or seen in another way."""
    given = {id(each) for value in call.values.values() for each in _tensors(value)}
    storages = {
        each.untyped_storage()._cdata for value in call.values.values() for each in _tensors(value)
    }
    return sum(
        size(each)
        for each in _tensors(call.out)
        if id(each) not in given and each.untyped_storage()._cdata not in storages
    )


def _tensors(value: Any) -> list[Any]:
    import torch

    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, tuple | list):
        return [each for part in value for each in _tensors(part)]
    return []
