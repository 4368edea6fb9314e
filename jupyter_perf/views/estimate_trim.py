"""An estimate whose texts are no longer than is shown, whoever wrote them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from ..estimation.result import Estimate
from .estimate_levels import Cut
from .limits import clipped

_NAME_CHARS = 60
_NAMES = frozenset(("name", "over", "alike", "unit", "target", "title", "of", "bound", "kind"))
"""Fields that hold names: they are cut alike everywhere, so that they still find each other."""
_AS_THEY_ARE = frozenset(("source", "created", "quantity", "role", "ended"))
T = TypeVar("T")


def trimmed(found: Estimate, cut: Cut) -> Estimate:
    """`found` with every text cut to what `cut` says; its source is left as it is."""
    return _fields(found, cut.words_chars)


def _fields(thing: T, most: int) -> T:
    """A dataclass with the texts in its fields cut."""
    assert dataclasses.is_dataclass(thing)
    assert not isinstance(thing, type)
    cut = {
        field.name: _cut(getattr(thing, field.name), most, field.name in _NAMES)
        for field in dataclasses.fields(thing)
        if field.name not in _AS_THEY_ARE
    }
    is_row = hasattr(thing, "moved_bytes")
    if is_row and isinstance(name := getattr(thing, "name", None), str):
        cut["name"] = clipped(name, most)  # a statement, and no name
    made: T = dataclasses.replace(thing, **cut)
    return made


def _cut(value: Any, most: int, is_name: bool) -> Any:
    if isinstance(value, str):
        return clipped(value, _NAME_CHARS if is_name else most)
    if isinstance(value, tuple):
        return tuple(_cut(each, most, is_name) for each in value)
    if isinstance(value, Mapping):
        return {
            clipped(str(key), _NAME_CHARS): _cut(each, most, is_name) for key, each in value.items()
        }
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value, most)
    return value
