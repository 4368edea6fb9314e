"""What one call of an operation does, and where the functions that know it are registered."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...core.registry import Registry


@dataclass(frozen=True)
class Tally:
    """Floating-point operations of one call; a multiply-add is two."""

    matrix: float = 0.0
    """Of products of matrices and convolutions: what published counts are of, and what matrix
    units do, at the precision of the operands."""
    vector: float = 0.0
    """Of everything else; functions such as `exp` count as the additions that take as long."""
    moved: float | None = None
    """Bytes read and written; None is all of the arguments and results, once each."""
    note: str = ""
    """What was assumed."""


@dataclass(frozen=True)
class Call:
    """A call with its arguments by the names of the operation's schema."""

    func: Any
    values: Mapping[str, Any]
    out: Any

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def first(self, *names: str) -> Any:
        """The first of these arguments that there is; names differ between versions."""
        return next(self.values[name] for name in names if name in self.values)


Count = Callable[[Call], Tally]
COUNTS: Registry[Count] = Registry("counts", "jupyter_perf.estimation.counting.ops")


def counts(*names: str) -> Callable[[Count], Count]:
    """Decorator: the function counts these operations (`aten::mm`, whatever the overload)."""

    def register(count: Count) -> Count:
        for name in names:
            COUNTS.add(name, count)
        return count

    return register


def call_of(func: Any, args: Any, kwargs: Mapping[str, Any], out: Any) -> Call:
    """Arguments bound to the schema's names, defaults filled in."""
    values: dict[str, Any] = {}
    for at, argument in enumerate(func._schema.arguments):
        if at < len(args):
            values[argument.name] = args[at]
        elif argument.name in kwargs:
            values[argument.name] = kwargs[argument.name]
        elif argument.has_default_value():
            values[argument.name] = argument.default_value
    return Call(func, values, out)


def first_out(call: Call) -> Any:
    """The result, or the first one of several."""
    return call.out[0] if isinstance(call.out, tuple | list) else call.out


def numel(tensor: Any) -> int:
    """Elements of a tensor; 0 of None."""
    return 0 if tensor is None else int(tensor.numel())


def size(tensor: Any) -> int:
    """Bytes that are read to see all of a tensor: what is expanded lies there but once."""
    if tensor is None:
        return 0
    shape = zip(tensor.shape, tensor.stride(), strict=True)
    seen = math.prod(int(n) for n, step in shape if step != 0)
    return seen * int(tensor.element_size())
