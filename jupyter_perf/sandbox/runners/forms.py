"""Which of the user's calls are worth warming up on: one of each form, and no large ones."""

from __future__ import annotations

from itertools import islice
from typing import Any

_DEPTH = 2


def smallest_of_each_form(calls: list[Any]) -> list[Any]:
    """The smallest call of each form of arguments, the form of the largest call first.

    What compiles does so for types, not for sizes: a small list warms up as well as a long one.
    An empty one doesn't, as nothing is known of its elements.
    """
    from ..vary import scalar_count

    sizes = [scalar_count([call]) for call in calls]
    found: dict[str, list[int]] = {}
    for at in sorted(range(len(calls)), key=lambda at: -sizes[at]):
        found.setdefault(_form_of_call(calls[at]), []).append(at)
    return [calls[places[-1]] for places in found.values()]


def _form_of_call(call: Any) -> str:
    args, kwargs = call
    named = [f"{name}={_form(value, _DEPTH)}" for name, value in sorted(kwargs.items())]
    return ", ".join([*(_form(value, _DEPTH) for value in args), *named])


def _form(value: object, depth: int) -> str:
    """The type of a value, of an array's elements, and of the first element of a container."""
    words = type(value).__name__
    if hasattr(value, "dtype"):
        return f"{words}[{value.dtype}, {getattr(value, 'ndim', '')}, {_is_empty(value)}]"
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        elements: list[object] = list(islice(value, len(value) if _is_record(value) else 1))
        if isinstance(value, dict):
            elements += islice(value.values(), 1)
        inner = ", ".join(_form(each, depth - 1) for each in elements) if depth else ""
        return f"{words}[{inner}]" if elements else f"no {words}"
    return f"no {words}" if _is_empty(value) else words


def _is_record(value: object) -> bool:
    return isinstance(value, tuple) and len(value) <= 8


def _is_empty(value: Any) -> bool:
    try:
        return len(value) == 0
    except TypeError:
        return False
