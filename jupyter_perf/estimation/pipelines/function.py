"""One function of a pipeline: what it reads, computes and writes at each invocation."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...core.arguments import is_real
from ...errors import UsageError
from ..models.roofs import INSTEAD
from .amounts import is_factor

MOST_FUNCTIONS = 200


@dataclass(frozen=True)
class Function:
    """Amounts are of one invocation. Raises UsageError for negative, endless or unknown ones."""

    name: str
    operations: float
    """A multiply-add is two."""
    bytes_in: float
    """What it reads: from the function before it, as far as that wrote so much, else from the
    storage."""
    bytes_out: float
    bytes_moved: float | None = None
    """Read and written in the memory of the place, `fixed_bytes` aside; None: `bytes_in` and
    `bytes_out` once each."""
    fixed_bytes: float = 0.0
    """Read from the memory of the place however large the payload is: the weights of a model.
    They come from the storage at a cold start."""
    precision: str = "fp32"
    only: tuple[str, ...] = ()
    """Names of the places that can run it; empty: all of them."""

    def __post_init__(self) -> None:
        if not str(self.name).strip():
            raise UsageError("each function of a pipeline needs a name")
        for field in ("operations", "bytes_in", "bytes_out", "bytes_moved", "fixed_bytes"):
            amount = getattr(self, field)
            if amount is None and field == "bytes_moved":
                continue
            if not is_real(amount) or not 0 <= amount < math.inf:
                raise UsageError(f"{self.name}: `{field}` is a number from 0 on, not {amount!r}")
        if self.precision not in tuple(INSTEAD):
            known = ", ".join(INSTEAD)
            raise UsageError(f"{self.name}: no precision {self.precision!r}: one of {known}")
        object.__setattr__(self, "only", _names(self.name, self.only))

    @property
    def memory_bytes(self) -> float:
        """Read and written in the memory of the place."""
        moved = self.bytes_in + self.bytes_out if self.bytes_moved is None else self.bytes_moved
        return moved + self.fixed_bytes

    @property
    def held_bytes(self) -> float:
        """What has to fit in the memory of the place."""
        return self.bytes_in + self.bytes_out + self.fixed_bytes

    def times(self, factor: float) -> Function:
        """With so many times the payload: all but `fixed_bytes` grows with it."""
        if not is_factor(factor):
            raise UsageError(f"a payload is scaled by a factor above 0, not {factor!r}")
        return dataclasses.replace(
            self,
            operations=self.operations * factor,
            bytes_in=self.bytes_in * factor,
            bytes_out=self.bytes_out * factor,
            bytes_moved=None if self.bytes_moved is None else self.bytes_moved * factor,
        )


def chain(functions: Iterable[Function | Mapping[str, Any]]) -> tuple[Function, ...]:
    """The functions of a pipeline in their order. Raises UsageError for none, and as `Function`."""
    if isinstance(functions, Function | Mapping | str) or not isinstance(functions, Iterable):
        raise UsageError("`functions` is a list of `Function`s, in the order in which they run")
    found = tuple(_function(each) for each in functions)
    if not found:
        raise UsageError("a pipeline has at least one function")
    if len(found) > MOST_FUNCTIONS:
        raise UsageError(f"a pipeline has at most {MOST_FUNCTIONS} functions, not {len(found):,}")
    return found


def _function(given: Function | Mapping[str, Any]) -> Function:
    if isinstance(given, Function):
        return given
    if not isinstance(given, Mapping):
        raise UsageError(f"a `Function` was expected, or a mapping of its fields, not {given!r}")
    try:
        return Function(**given)
    except TypeError as error:
        fields = ", ".join(each.name for each in dataclasses.fields(Function))
        raise UsageError(f"a function of a pipeline has {fields}: {error}") from None


def _names(name: str, given: object) -> tuple[str, ...]:
    names = (given,) if isinstance(given, str) or not isinstance(given, Iterable) else tuple(given)
    if wrong := [each for each in names if not isinstance(each, str)]:
        raise UsageError(f"{name}: `only` holds names of places, not {wrong[0]!r}")
    return names
