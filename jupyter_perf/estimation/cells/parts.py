"""Values inside of small containers, as if each had a name of its own: `tables['orders']`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MOST_PARTS = 16
"""What holds more than this is itself something with rows."""
_DEPTH = 2


def parts(values: Mapping[str, object]) -> dict[str, object]:
    """By name, or by the expression that leads to it, all that may have rows."""
    return {name: each for key, value in values.items() for name, each in _inside(key, value, 0)}


def _inside(name: str, value: object, depth: int) -> Iterator[tuple[str, object]]:
    if depth >= _DEPTH or not _is_small_container(value):
        yield name, value
        return
    for key, each in _items(value):
        yield from _inside(f"{name}[{key!r}]", each, depth + 1)


def _is_small_container(value: Any) -> bool:
    if type(value) is dict:
        return 0 < len(value) <= MOST_PARTS and all(type(key) in (str, int) for key in value)
    return type(value) in (list, tuple) and 0 < len(value) <= MOST_PARTS and _holds_long(value)


def _holds_long(value: Any) -> bool:
    """Whether an element may have rows: numbers and names in a short list are parameters."""
    return any(hasattr(each, "__len__") and not isinstance(each, str) for each in value)


def _items(value: Any) -> Iterator[tuple[object, object]]:
    return iter(value.items()) if type(value) is dict else enumerate(value)


def replaced(values: Mapping[str, object], smaller: Mapping[str, object]) -> dict[str, object]:
    """`values` with the parts that `smaller` has in their places; containers are made anew."""
    return {name: _with(name, value, smaller, 0) for name, value in values.items()}


def _with(name: str, value: object, smaller: Mapping[str, object], depth: int) -> object:
    if depth >= _DEPTH or not _is_small_container(value):
        return smaller.get(name, value)
    inner = {k: _with(f"{name}[{k!r}]", each, smaller, depth + 1) for k, each in _items(value)}
    if type(value) is dict:
        return inner
    return type(value)(inner.values())  # type: ignore[call-arg]
