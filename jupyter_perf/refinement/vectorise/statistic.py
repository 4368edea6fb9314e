"""Functions of `statistics`, of windows: numpy's have the same results where nothing is missing."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from .inputs import LARGE
from .rows import base_of, guard_width
from .sliced import COLUMN, WINDOWS
from .vector import INNER, Vector

if TYPE_CHECKING:
    from .terms import Terms

_SPREADS = {"stdev": "std(axis=-1, ddof=1)", "pstdev": "std(axis=-1)",
            "variance": "var(axis=-1, ddof=1)", "pvariance": "var(axis=-1)"}  # fmt: skip


def of_statistics(name: str, node: ast.Call, terms: Terms) -> Vector:
    """What a function of `statistics` gives for each window."""
    if len(node.args) != 1 or node.keywords:
        raise Decline("a function of `statistics` with more arguments")
    first = terms(node.args[0])
    inner = [axis for axis in first.axes if axis >= INNER]
    outer = tuple(axis for axis in first.axes if axis < INNER)
    if len(inner) != 1 or not outer or WINDOWS not in first.text:
        raise Decline("a function of `statistics` of something else than windows")
    if first.kind.startswith(COLUMN):
        first = replace(first, kind=first.kind.removeprefix(f"{COLUMN} "), numpy=False)
    elif first.kind == "float":
        np = terms.inputs.numpy()
        terms.inputs.guard(f"not {np}.isnan({base_of(first)}).any()")
    guard_width(first, terms, least=2 if name in ("stdev", "variance") else 1)
    return _of_windows(name, first, outer, terms)


def builtin_of_column(name: str, window: Vector, terms: Terms) -> Vector:
    """Python's own `sum`, `max` and `min` of a window of a column, of which nothing is missing."""
    kind = window.kind.removeprefix(f"{COLUMN} ")
    outer = tuple(axis for axis in window.axes if axis < INNER)
    bound = 0
    if kind == "int":
        bound = LARGE * LARGE if name == "sum" else LARGE
        terms.inputs.guard(f"{_column_of(window)}.between(-(2**20), 2**20).all()")
    elif name == "sum":
        terms.guard_size(window)
    return Vector(f"{window.tight()}.{name}(axis=-1)", kind, False, outer, bound=bound)


def _column_of(window: Vector) -> str:
    """The text of the column that windows are cut from."""
    for part in ast.walk(ast.parse(window.text, mode="eval")):
        if isinstance(part, ast.Attribute) and part.attr == "to_numpy":
            return ast.unparse(part.value)
    raise Decline("windows of what isn't a column")


def _of_windows(name: str, first: Vector, outer: tuple[int, ...], terms: Terms) -> Vector:
    text, np = first.tight(), terms.inputs.numpy()
    if name == "median" and first.kind == "float":
        return Vector(f"{np}.median({first.text}, axis=-1)", "float", first.numpy, outer)
    if name == "median" and first.kind == "int":
        return _whole_median(first, outer, terms)
    if name == "fmean" and first.number:
        terms.guard_size(first)
        return Vector(f"{text}.mean(axis=-1)", "float", False, outer)
    if name == "mean" and first.kind == "float":
        terms.guard_size(first)
        return Vector(f"{text}.mean(axis=-1)", "float", first.numpy, outer)
    roots = name in ("stdev", "pstdev")
    # Of whole numbers of numpy's it raises, and the variance of Python's may be a whole number.
    whole = roots and first.kind == "int" and not first.numpy
    if name in _SPREADS and (first.kind == "float" or whole):
        terms.guard_size(first)
        # Where all are equal it is exactly 0, of which a rounded mean would leave something.
        terms.inputs.guard(f"({text}.max(axis=-1) > {text}.min(axis=-1)).all()")
        return Vector(f"{text}.{_SPREADS[name]}", "float", first.numpy and not roots, outer)
    raise Decline(f"no form for windows of statistics.{name}")


def _whole_median(first: Vector, outer: tuple[int, ...], terms: Terms) -> Vector:
    """The middle one of an odd number is a whole number, the mean of two a float."""
    width = guard_width(first, terms)
    if not width.isdigit():
        raise Decline("a window that may hold an even number or not")
    text = f"{terms.inputs.numpy()}.median({first.text}, axis=-1)"
    if int(width) % 2:
        return Vector(f"{text}.astype(int)", "int", first.numpy, outer, bound=first.bound)
    return Vector(text, "float", first.numpy, outer)
