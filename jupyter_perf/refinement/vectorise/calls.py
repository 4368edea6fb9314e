"""Calls: of `math`, numpy and Python's own functions on numbers, and of the user's functions."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from .bytes import floating, whole
from .elements import COLUMN, WINDOWS
from .listed import reduced_list
from .rows import guard_width, reduced, reduction_of
from .statistic import builtin_of_column, of_statistics
from .types import BYTE
from .vector import INNER, Place, Vector, choose, joined
from .written_out import written_out

if TYPE_CHECKING:
    from .terms import Terms

_BAD = {
    "sqrt": "{0} < 0", "log": "{0} <= 0", "log2": "{0} <= 0", "log10": "{0} <= 0",
    "log1p": "{0} <= -1", "exp": "{0} > 700", "expm1": "{0} > 700", "sinh": "abs({0}) > 700",
    "cosh": "abs({0}) > 700", "sin": "abs({0}) > 1e8", "cos": "abs({0}) > 1e8",
    "tan": "abs({0}) > 1e8", "tanh": "", "atan": "", "asinh": "", "radians": "", "degrees": "",
    "fabs": "",
}  # fmt: skip
"""Functions of `math` by where they raise, or aren't as exact as numpy's."""
_NAMES = {"atan": "arctan", "asinh": "arcsinh"}
_UFUNCS = flow.words(
    """sqrt exp log log2 log10 log1p expm1 sin cos tan sinh cosh tanh arctan arcsin arccos fabs
    floor ceil rint trunc radians degrees deg2rad rad2deg cbrt"""
)
_KEEPING = flow.words("abs absolute square negative sign positive")
_PAIRS = {"minimum": "", "maximum": "", "hypot": "float", "arctan2": "float", "add": "",
          "subtract": "", "multiply": ""}  # fmt: skip
_OF_COLUMNS = flow.words("sum mean median min max std var")
_TESTS = flow.words("isnan isfinite isinf")


def called(node: ast.Call, terms: Terms) -> Vector:
    """The value of a call in all rounds."""
    function, facts = node.func, terms.inputs.facts
    listed = reduced_list(node, terms)
    if listed is not None:
        return listed
    if isinstance(function, ast.Name):
        if facts.is_builtin(function.id, at=function):
            return _builtin(function.id, node, terms)
        body = facts.definition(function.id)
        if body is not None:
            return written_out(body, node, terms)
    full = facts.full_name(function) or ""
    module, _, name = full.rpartition(".")
    if node.keywords and reduction_of(name) is None:
        raise Decline("a call with keywords")
    if module == "statistics":
        return of_statistics(name, node, terms)
    if module == "math":
        return _math(name, [terms(arg) for arg in node.args], terms)
    if module in ("numpy", "numpy.linalg"):
        return _numpy(name, node, terms)
    if isinstance(function, ast.Attribute):
        return _method(function, node, terms)
    raise Decline("a call that arrays don't have")


def _numbers(parts: list[Vector]) -> None:
    if not all(part.number for part in parts):
        raise Decline("a function of what aren't numbers")


def _math(name: str, parts: list[Vector], terms: Terms) -> Vector:
    np = terms.inputs.numpy()
    _numbers(parts)
    if name in ("pi", "e") or not parts or any(a >= INNER for p in parts for a in p.axes):
        raise Decline("a function of whole arrays")
    if not any(part.axes for part in parts):
        raise Decline("a function of what is the same in all rounds")
    if len(parts) == 1 and name in _BAD:
        never = name in ("sqrt", "log1p") and never_negative(parts[0].text)
        if _BAD[name] and not never:
            terms.guard(_BAD[name], parts[0])
        return _applied(f"{np}.{_NAMES.get(name, name)}", parts, "float", False)
    if len(parts) == 1 and name in _TESTS:
        return _applied(f"{np}.{name}", parts, "bool", False)
    if len(parts) == 1 and name in ("floor", "ceil"):
        return _whole(parts[0], f"{np}.{name}", terms)
    if len(parts) == 2 and name in ("hypot", "atan2"):
        if name == "hypot":
            for part in parts:
                terms.guard("abs({0}) > 1e100", part)
        return _applied(f"{np}.{'arctan2' if name == 'atan2' else name}", parts, "float", False)
    if (
        len(parts) == 2
        and name == "pow"
        and isinstance(parts[1].value, int | float)
        and parts[0].kind == "float"
        and parts[1].value in (2, 3)
    ):
        terms.guard("abs({0}) > 1e100", parts[0])
        text = f"{parts[0].tight()} ** {parts[1].text}"
        return replace(parts[0], text=text, rank=7, numpy=False, place=None, factors=None)
    raise Decline("a function of `math` that arrays don't have alike")


def _applied(function: str, parts: list[Vector], kind: str, numpy: bool) -> Vector:
    axes, spreads = joined(*parts)
    return Vector(f"{function}({', '.join(p.text for p in spreads)})", kind, numpy, axes)


def _whole(inner: Vector, function: str, terms: Terms) -> Vector:
    """A float made a whole number of Python's own; one that is too large, or NaN, raises."""
    if inner.kind == "int":
        return replace(inner, numpy=False, mixed=False, bound=inner.bound or 2**31)
    terms.guard("~(abs({0}) < 2**31)" if inner.axes else "not abs({0}) < 2**31", inner)
    text = f"{function}({inner.text})" if function else inner.tight()
    return Vector(f"{text}.astype(int)", "int", False, inner.axes, bound=2**31)


def _builtin(name: str, node: ast.Call, terms: Terms) -> Vector:
    if name == "len" and len(node.args) == 1:
        return _length(node, terms) if terms.changing(node) else terms.invariant(node)
    if node.keywords or not node.args or any(isinstance(a, ast.GeneratorExp) for a in node.args):
        if len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp):
            return terms.generated(name, node.args[0])
        raise Decline("a call with keywords")
    parts = [terms(arg) for arg in node.args]
    first = parts[0]
    rows = any(axis >= INNER for part in parts for axis in part.axes)
    if len(parts) == 1 and rows and name in ("sum", "max", "min"):
        if first.kind.startswith(COLUMN):
            return builtin_of_column(name, first, terms)
        return reduced(f"builtin {name}", first, terms=terms)
    if rows and name != "abs":
        raise Decline("a function of whole arrays")
    if name == "bool" and len(parts) == 1 and first.kind == "bool":
        return replace(first, numpy=False)
    if first.kind == BYTE and len(parts) == 1 and name in ("int", "float"):
        return whole(first) if name == "int" else floating(first)
    _numbers(parts)
    if name in ("min", "max") and all(p.kind == "int" and p.own and not p.axes for p in parts):
        return terms.invariant_call(node, first)
    if name in ("min", "max") and len(parts) >= 2:
        return _extreme(name, parts, terms)
    if len(parts) == 1 and not first.axes and name in ("int", "float", "abs", "round"):
        return terms.invariant_call(node, first)
    if len(parts) == 1:
        return _number(name, first, terms)
    if name == "pow" and len(parts) == 2:
        return terms.operated(ast.Pow(), *parts)
    if (
        name == "round"
        and len(parts) == 2
        and first.numpy
        and first.kind == "float"
        and type(parts[1].value) is int
    ):
        text = f"{terms.inputs.numpy()}.round({first.text}, {parts[1].text})"
        return Vector(text, "float", True, first.axes)
    raise Decline(f"{name} has no form for arrays")


def _number(name: str, first: Vector, terms: Terms) -> Vector:
    np = terms.inputs.numpy()
    if name == "abs":
        return replace(first, text=f"{np}.abs({first.text})", rank=8, place=None, factors=None)
    if name == "float":
        if first.kind == "float" and not first.mixed:
            return replace(first, numpy=False)
        return Vector(f"{first.tight()}.astype(float)", "float", False, first.axes)
    if name == "int":
        return _whole(first, "", terms)
    if name == "round" and first.kind == "float":
        return _whole(first, f"{np}.rint", terms)
    raise Decline(f"{name} has no form for arrays")


def _extreme(name: str, parts: list[Vector], terms: Terms) -> Vector:
    """`min` and `max` keep the first unless another is less, which tells what NaN does."""
    found = parts[0]
    for other in parts[1:]:
        test = terms.compared(ast.Lt() if name == "min" else ast.Gt(), other, found)
        if not test.axes:
            raise Decline("the least of what is the same in all rounds")
        found = choose(test, other, found, terms.inputs.numpy())
    return found


def _numpy(name: str, node: ast.Call, terms: Terms) -> Vector:
    if reduction_of(name) is not None:
        first = terms(node.args[0]) if len(node.args) == 1 else None
        if first is not None and first.kind.startswith(COLUMN):
            return _of_column(name, first, node, terms)
        return reduced(name, *_row_arguments(node, terms), terms=terms)
    np, parts = terms.inputs.numpy(), [terms(arg) for arg in node.args]
    if name == "where" and len(parts) == 3 and parts[0].kind == "bool" and parts[0].axes:
        chosen = choose(parts[0], parts[1], parts[2], np)
        if {parts[1].kind, parts[2].kind} <= {"int", "float"}:
            return replace(chosen, numpy=True, mixed=False)
    _numbers(parts)
    axes = [axis for part in parts for axis in part.axes]
    if not axes:
        return _same_each_round(name, node, terms)
    first = parts[0]
    if name in _TESTS and len(parts) == 1:
        return _applied(f"{np}.{name}", parts, "bool", True)
    if name in _UFUNCS and len(parts) == 1:
        terms.quiet = terms.quiet or terms.mask is not None
        return _applied(f"{np}.{name}", parts, "float", True)
    if (
        name in _KEEPING
        and len(parts) == 1
        and not (first.kind == "int" and first.mixed)
        and (first.kind == "float" or first.numpy or first.bound < 2**31)
    ):
        return _applied(f"{np}.{name}", parts, first.kind, True)
    if name in _PAIRS and len(parts) == 2:
        kinds = {part.kind for part in parts}
        kind = _PAIRS[name] or ("float" if "float" in kinds else "int")
        return _applied(f"{np}.{name}", parts, kind, True)
    if name == "clip" and len(parts) == 3 and {p.kind for p in parts[1:]} <= {first.kind}:
        return _applied(f"{np}.clip", parts, first.kind, True)
    if name == "round" and len(parts) == 1 and first.kind == "float":
        return _applied(f"{np}.round", parts, "float", True)
    if name == "power" and len(parts) == 2 and first.kind == "float":
        return _applied(f"{np}.power", parts, "float", True)
    if name == "float64" and len(parts) == 1 and first.kind == "float":
        return replace(first, numpy=True, mixed=False)
    raise Decline(f"{name} has no form for arrays")


def _row_arguments(node: ast.Call, terms: Terms) -> list[Vector]:
    """The rows that a reduction is of; an axis given must be the last one."""
    for keyword in node.keywords:
        last = isinstance(keyword.value, ast.Constant) and keyword.value.value is None
        if keyword.arg != "axis" or not last:
            raise Decline("a reduction with keywords")
    return [terms(arg) for arg in node.args]


def _same_each_round(name: str, node: ast.Call, terms: Terms) -> Vector:
    if name not in _UFUNCS | _KEEPING or flow.loads(node) & (set(terms.env) | terms.changed):
        raise Decline(f"{name} has no form for arrays")
    kind = "float" if name in _UFUNCS else terms(node.args[0]).kind
    return Vector(terms.inputs.facts.source.segment(node), kind, True)


def _method(function: ast.Attribute, node: ast.Call, terms: Terms) -> Vector:
    if reduction_of(function.attr) is None or function.attr in ("norm",):
        raise Decline(f"no form for arrays of .{function.attr}")
    base = terms(function.value)
    if base.kind.startswith(COLUMN):
        return _of_column(function.attr, base, node, terms)
    return reduced(function.attr, base, *_row_arguments(node, terms), terms=terms)


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


def _length(node: ast.Call, terms: Terms) -> Vector:
    """`len` of a row."""
    argument = node.args[0]
    window = terms.env.get(argument.id) if isinstance(argument, ast.Name) else None
    if isinstance(window, Vector) and WINDOWS in window.text and window.axes[-1] >= INNER:
        width = guard_width(window, terms)
        if width.isdigit():
            known = int(width)
            return Vector(width, "int", bound=known, place=Place(offset=known), value=known)
        return Vector(width, "int", bound=2**20, place=Place(base=width), positive=True)
    if isinstance(argument, ast.Name) and argument.id in terms.rows:
        part = terms.rows[argument.id]
        if part.many.form == "array" and len(part.keys) == part.many.depth - 1:
            size = terms.inputs.size(part.text, len(part.keys))
            return Vector(size.text, "int", bound=2**20, place=size)
    raise Decline("the length of what changes")


def product_of_rows(left: Vector, right: Vector, terms: Terms) -> Vector:
    """`row @ row`."""
    from .rows import dot

    return dot(left, right, terms)


def never_negative(text: str) -> bool:
    """True for squares, absolute values, and sums of them."""
    return _positive(ast.parse(text, mode="eval").body)


def _positive(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and node.value >= 0
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Pow):
            return isinstance(node.right, ast.Constant) and node.right.value == 2
        if isinstance(node.op, ast.Mult) and ast.dump(node.left) == ast.dump(node.right):
            return True
        both = isinstance(node.op, ast.Add | ast.Mult | ast.Div)
        return both and _positive(node.left) and _positive(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("abs", "fabs", "sqrt", "exp"):
            return True
        return node.func.attr in ("sum", "mean", "max") and _positive(node.func.value)
    return isinstance(node, ast.Subscript) and _positive(node.value)
