"""The same pipeline with a faster network, a larger payload, another storage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...errors import UsageError
from .amounts import is_factor
from .engine import Functions, pipeline
from .function import chain
from .result import Placement
from .storage import Storage
from .storage import storage as storage_of


@dataclass(frozen=True)
class WhatIf:
    """One change, and what is best then."""

    bandwidth: float
    """Of the storage's network, times what was stated."""
    payload: float
    """Of each invocation, times what was stated."""
    placement: Placement


def what_if(
    functions: Functions,
    *,
    bandwidth: Iterable[float] | float = 1.0,
    payload: Iterable[float] | float = 1.0,
    storage: str | Storage = "object-store",
    **options: Any,
) -> tuple[WhatIf, ...]:
    """`pipeline` anew for each factor of `bandwidth` with each of `payload`.

    `options` are those of `pipeline`. Raises UsageError as it does, and for factors that aren't
    above 0.
    """
    asked, store = chain(functions), storage_of(storage)
    wide, large = _factors("bandwidth", bandwidth), _factors("payload", payload)
    return tuple(
        WhatIf(
            wider,
            larger,
            pipeline([each.times(larger) for each in asked], storage=store.times(wider), **options),
        )
        for wider in wide
        for larger in large
    )


def _factors(name: str, given: Iterable[float] | float) -> tuple[float, ...]:
    found = tuple(given) if isinstance(given, Iterable) else (given,)
    if not found:
        raise UsageError(f"`{name}` needs at least one factor")
    for each in found:
        if not is_factor(each):
            raise UsageError(f"`{name}` is scaled by factors above 0, not {each!r}")
    return found
