"""Functions of numpy that are applied to each number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from .vector import Vector, joined

if TYPE_CHECKING:
    from .terms import Terms

TESTS = flow.words("isnan isfinite isinf")
"""Functions that `math` and numpy have alike, which give a bool."""


def refuse_others(parts: list[Vector]) -> None:
    """Decline where one isn't a number."""
    if not all(part.number for part in parts):
        raise Decline("a function of what aren't numbers")


def applied(function: str, parts: list[Vector], kind: str, numpy: bool) -> Vector:
    """A function's value for each of the numbers."""
    axes, spreads = joined(*parts)
    return Vector(f"{function}({', '.join(p.text for p in spreads)})", kind, numpy, axes)


def whole_of_float(inner: Vector, function: str, terms: Terms) -> Vector:
    """A float made a whole number of Python's own; one that is too large, or NaN, raises."""
    if inner.kind == "int":
        return replace(inner, numpy=False, mixed=False, bound=inner.bound or 2**31)
    terms.guard("~(abs({0}) < 2**31)" if inner.axes else "not abs({0}) < 2**31", inner)
    text = f"{function}({inner.text})" if function else inner.tight()
    return Vector(f"{text}.astype(int)", "int", False, inner.axes, bound=2**31)
