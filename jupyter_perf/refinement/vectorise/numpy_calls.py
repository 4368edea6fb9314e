"""Functions of numpy, and methods of rows and of windows of columns."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from .applied import TESTS, applied, refuse_others
from .rows import reduced, reduction_of
from .sliced import COLUMN
from .types import Many
from .vector import INNER, Vector, choose

if TYPE_CHECKING:
    from .terms import Terms

_UFUNCS = flow.words(
    """sqrt exp log log2 log10 log1p expm1 sin cos tan sinh cosh tanh arctan arcsin arccos fabs
    floor ceil rint trunc radians degrees deg2rad rad2deg cbrt"""
)
_KEEPING = flow.words("abs absolute square negative sign positive")
_PAIRS = {"minimum": "", "maximum": "", "hypot": "float", "arctan2": "float", "add": "",
          "subtract": "", "multiply": ""}  # fmt: skip
_OF_COLUMNS = flow.words("sum mean median min max std var")


PLACES = frozenset({"searchsorted", "digitize"})
"""Functions that tell between which of some numbers others lie; options of theirs are kept."""


def of_numpy(name: str, node: ast.Call, terms: Terms) -> Vector:
    """What a function of numpy gives in all rounds."""
    if reduction_of(name) is not None:
        first = terms(node.args[0]) if len(node.args) == 1 else None
        if first is not None and first.kind.startswith(COLUMN):
            return _of_column(name, first, node, terms)
        axis, parts = along_axis(node), _row_arguments(name, node, terms)
        return _spread(reduced(name, *parts, terms=terms, along=axis), node)
    if name in ("percentile", "quantile"):
        return _quantiles(name, node, terms)
    if name in PLACES:
        return _places(name, node, terms)
    np, parts = terms.inputs.numpy(), [terms(arg) for arg in node.args]
    if name == "where" and len(parts) == 3 and parts[0].kind == "bool" and parts[0].axes:
        chosen = choose(parts[0], parts[1], parts[2], np)
        if {parts[1].kind, parts[2].kind} <= {"int", "float"}:
            return replace(chosen, numpy=True, mixed=False)
    refuse_others(parts)
    axes = [axis for part in parts for axis in part.axes]
    if not axes:
        return _same_each_round(name, node, terms)
    first = parts[0]
    if name in TESTS and len(parts) == 1:
        return applied(f"{np}.{name}", parts, "bool", True)
    if name in _UFUNCS and len(parts) == 1:
        terms.quiet = terms.quiet or terms.mask is not None
        return applied(f"{np}.{name}", parts, "float", True)
    if (
        name in _KEEPING
        and len(parts) == 1
        and not (first.kind == "int" and first.mixed)
        and (first.kind == "float" or first.numpy or first.bound < 2**31)
    ):
        return applied(f"{np}.{name}", parts, first.kind, True)
    if name in _PAIRS and len(parts) == 2:
        kinds = {part.kind for part in parts}
        kind = _PAIRS[name] or ("float" if "float" in kinds else "int")
        return applied(f"{np}.{name}", parts, kind, True)
    if name == "clip" and len(parts) == 3 and {p.kind for p in parts[1:]} <= {first.kind}:
        return applied(f"{np}.clip", parts, first.kind, True)
    if name == "round" and len(parts) == 1 and first.kind == "float":
        return applied(f"{np}.round", parts, "float", True)
    if name == "power" and len(parts) == 2 and first.kind == "float":
        return applied(f"{np}.power", parts, "float", True)
    if name == "float64" and len(parts) == 1 and first.kind == "float":
        return replace(first, numpy=True, mixed=False)
    raise Decline(f"{name} has no form for arrays")


def _quantiles(name: str, node: ast.Call, terms: Terms) -> Vector:
    """Quantiles of an array that the loop leaves alone, one in each round."""
    if len(node.args) != 2 or not isinstance(node.args[0], ast.Name):
        raise Decline(f"{name} has no form for arrays")
    array, asked = node.args[0], terms(node.args[1])
    found = terms.inputs.type_of(array)
    known = isinstance(found, Many) and found.form == "array" and found.kind in ("float", "int")
    if not known or array.id in terms.changed | set(terms.env) | set(terms.rows):
        raise Decline(f"{name} has no form for arrays")
    if not asked.number or any(axis >= INNER for axis in asked.axes) or not asked.axes:
        raise Decline(f"{name} has no form for arrays")
    text = f"{terms.inputs.numpy()}.{name}({array.id}, {asked.text})"
    return Vector(text, "float", True, asked.axes)


def _places(name: str, node: ast.Call, terms: Terms) -> Vector:
    """`np.searchsorted(bins, x)` and `np.digitize(x, bins)`, of bins that the loop leaves alone."""
    at = 0 if name == "searchsorted" else 1
    if len(node.args) != 2 or not isinstance(node.args[at], ast.Name):
        raise Decline(f"{name} has no form for arrays")
    bins, asked = node.args[at], terms(node.args[1 - at])
    found = terms.inputs.type_of(bins)
    known = isinstance(found, Many) and (found.form, found.depth) == ("array", 1)
    assert isinstance(bins, ast.Name)
    if not known or bins.id in terms.changed | set(terms.env) | set(terms.rows):
        raise Decline(f"{name} has no form for arrays")
    options = [f"{k.arg}={terms.inputs.facts.source.segment(k.value)}" for k in node.keywords]
    plain = all(isinstance(k.value, ast.Constant) for k in node.keywords)
    if not plain or not asked.axes or asked.axes[-1] >= INNER or not asked.number or asked.mixed:
        raise Decline(f"{name} has no form for arrays")
    given = [bins.id, asked.text] if at == 0 else [asked.text, bins.id]
    text = f"{terms.inputs.numpy()}.{name}({', '.join([*given, *options])})"
    return Vector(text, "int", True, asked.axes)


def along_axis(node: ast.Call) -> int | None:
    """The axis of a table that a reduction is asked for; None for all that there is."""
    asked = [k.value for k in node.keywords if k.arg == "axis"]
    return {"0": 0, "1": 1, "-1": 1}.get(ast.unparse(asked[0])) if asked else None


def _row_arguments(name: str, node: ast.Call, terms: Terms) -> list[Vector]:
    """The rows that a reduction is of; an axis given must be the last one."""
    for keyword in node.keywords:
        spread = keyword.arg == "ddof" and name in ("std", "var")
        value = keyword.value.value if isinstance(keyword.value, ast.Constant) else ""
        fits = keyword.arg == "axis" and (value is None or along_axis(node) is not None)
        if not ((spread and value == 1) or fits):
            raise Decline("a reduction with keywords")
    return [terms(arg) for arg in node.args]


def _spread(found: Vector, node: ast.Call) -> Vector:
    """A spread of a sample, where that is asked for."""
    if not any(keyword.arg == "ddof" for keyword in node.keywords):
        return found
    return replace(found, text=f"{found.text.removesuffix(')')}, ddof=1)")


def _same_each_round(name: str, node: ast.Call, terms: Terms) -> Vector:
    if name not in _UFUNCS | _KEEPING or flow.loads(node) & (set(terms.env) | terms.changed):
        raise Decline(f"{name} has no form for arrays")
    kind = "float" if name in _UFUNCS else terms(node.args[0]).kind
    return Vector(terms.inputs.facts.source.segment(node), kind, True)


def of_method(function: ast.Attribute, node: ast.Call, terms: Terms) -> Vector:
    """What a method of a row, or of a window of a column, gives."""
    if reduction_of(function.attr) is None or function.attr in ("norm",):
        raise Decline(f"no form for arrays of .{function.attr}")
    base = terms(function.value)
    if base.kind.startswith(COLUMN):
        return _of_column(function.attr, base, node, terms)
    parts = _row_arguments(function.attr, node, terms)
    return _spread(reduced(function.attr, base, *parts, terms=terms, along=along_axis(node)), node)


def _of_column(name: str, window: Vector, node: ast.Call, terms: Terms) -> Vector:
    """A reduction of a window of a column, by a method or by numpy's function of that name."""
    by_method = isinstance(node.func, ast.Attribute) and not node.args
    if name not in _OF_COLUMNS or node.keywords or len(node.args) > 1:
        raise Decline(f"no form for columns of {name}")
    numbers = replace(window, kind=window.kind.removeprefix(f"{COLUMN} "))
    found = reduced(name, numbers, terms=terms)
    if by_method and name in ("std", "var"):
        return replace(found, text=f"{found.text.removesuffix(')')}, ddof=1)")
    return found
