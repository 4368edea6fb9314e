"""The numbers that a cell leaves: what a metric may be."""

from __future__ import annotations

import numbers
from collections.abc import Iterable, Mapping
from typing import Any

_MOST = 200
_LONGEST_NAME = 100


def left(
    space: Mapping[str, object], names: Iterable[str]
) -> tuple[dict[str, float], dict[str, str]]:
    """Numbers by name, and the types of what else there is under `names`.

    Of a list its last number counts; a dictionary gives its numbers as `name.key`.
    """
    values: dict[str, float] = {}
    others: dict[str, str] = {}
    for name in names:
        if name not in space:
            continue
        value = space[name]
        if (found := number(value)) is not None:
            values[name] = found
            continue
        others[name] = type(value).__name__
        if isinstance(value, dict):
            inside = {f"{name}.{key}": number(each) for key, each in list(value.items())[:_MOST]}
            values |= {key: each for key, each in inside.items() if each is not None}
    return _bounded(values), _bounded(others)


def number(value: Any) -> float | None:
    """`value` as a float where it is one number, also an array's, a tensor's or a list's last."""
    if isinstance(value, list | tuple) and value:
        value = value[-1]
    if isinstance(value, bool):
        return None
    if isinstance(value, numbers.Real):
        return float(value)
    root = type(value).__module__.split(".")[0]
    if root in ("numpy", "torch", "jax", "jaxlib") and getattr(value, "ndim", 1) == 0:
        return _only_item(value)
    if root == "torch" and hasattr(value, "numel") and value.numel() == 1:
        return _only_item(value)
    return None


def _only_item(value: Any) -> float | None:
    item = value.item()
    real = isinstance(item, int | float) and not isinstance(item, bool)
    return float(item) if real else None


def _bounded(found: dict[str, Any]) -> dict[str, Any]:
    short = {name: each for name, each in found.items() if len(name) <= _LONGEST_NAME}
    return dict(list(short.items())[:_MOST])
