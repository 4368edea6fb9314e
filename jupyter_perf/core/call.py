"""One call of a function: what `refine(calls=…)` takes where keywords matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import UsageError


@dataclass(frozen=True)
class Call:
    """Positional and keyword arguments of one call."""

    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)


def as_calls(calls: object) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Plain (args, kwargs) pairs; raises UsageError where an item is neither tuple nor Call."""
    if not isinstance(calls, Iterable):
        raise UsageError(f"`calls` is {type(calls).__name__}: give a list of argument tuples")
    pairs = []
    for at, call in enumerate(calls):
        if isinstance(call, Call):
            pairs.append((tuple(call.args), dict(call.kwargs)))
        elif isinstance(call, tuple):
            pairs.append((call, {}))
        else:
            raise UsageError(
                f"calls[{at}] is {type(call).__name__}: give a tuple of positional arguments"
                " (`(x,)` for one), or jp.Call(args, kwargs)"
            )
    if not pairs:
        raise UsageError("`calls` is empty: give at least one tuple of arguments")
    return pairs
