"""Reductions of whole rows: `np.sum(a[i] - b[j])`, `row.max()`, `np.dot(a[i], w)`."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from .types import BYTE
from .vector import INNER, LAST, PRODUCT, Vector, joined

if TYPE_CHECKING:
    from .terms import Terms

_FLOATS = frozenset({"mean", "std", "var", "median"})
_SAME = frozenset({"sum", "max", "min", "prod", "amax", "amin"})
_PLACES = frozenset({"argmax", "argmin"})
_OF_BYTES = _FLOATS | {"max", "min", "amax", "amin"}
"""Their sums are of a type that isn't known here."""
_TESTS = frozenset({"any", "all"})
_COUNTED = {"sum": "int", "mean": "float"}
_OTHERS = frozenset({"dot", "norm", "inner"})


def reduction_of(name: str) -> str | None:
    """The name where it is that of a reduction; None otherwise."""
    return name if name in _FLOATS | _SAME | _PLACES | _TESTS | _OTHERS else None


def reduced(
    name: str, first: Vector, *more: Vector, terms: Terms, along: int | None = None
) -> Vector:
    """One number of each row; with an axis to go `along`, one of each row (column) of tables."""
    inner = [axis for axis in first.axes if axis >= INNER]
    if along is not None:
        return _refused() if more else _along(name, first, along, inner, terms)
    if name in ("dot", "inner") and len(more) == 1:
        return dot(first, more[0], terms)
    if more or not inner:
        raise Decline("a reduction of something else than rows")
    outer = tuple(axis for axis in first.axes if axis < INNER)
    if not outer:
        return _once(name, first, terms)
    axis = "axis=-1" if len(inner) == 1 else f"axis=({', '.join(map(str, range(-len(inner), 0)))})"
    np = terms.inputs.numpy()
    if name.startswith("builtin"):
        return _builtin(name.rpartition(" ")[2], first, outer, terms)
    terms.guard_inner_loops()
    if name in _PLACES and len(inner) == 1:
        return Vector(f"{first.tight()}.{name}({axis})", "int", True, outer)
    if name in _TESTS and first.kind == "bool":
        return Vector(f"{first.tight()}.{name}({axis})", "bool", True, outer)
    if name in ("sum", "mean") and first.kind == "bool":
        return Vector(f"{first.tight()}.{name}({axis})", _COUNTED[name], True, outer)
    if not first.number and not (first.kind == BYTE and name in _OF_BYTES):
        raise Decline("a reduction of what aren't numbers")
    if name in ("sum", "mean") and first.factors is not None:
        product = _product_of_rows(name, first, terms)
        if product is not None:
            return product
    if not is_view(first):
        terms.guard_memory(first)
    if name in _SAME | _FLOATS:
        if first.kind == "float" and name in ("sum", "mean", "std", "var", "prod"):
            terms.guard_size(first)
        kind = "float" if name in _FLOATS else first.kind
        short = {"amax": "max", "amin": "min"}.get(name, name)
        call = f"{np}.median({first.text}, {axis})"
        text = call if name == "median" else f"{first.tight()}.{short}({axis})"
        return Vector(text, kind, True, outer)
    if name == "norm" and len(inner) == 1 and first.kind == "float":
        terms.guard_size(first)
        return Vector(f"{np}.linalg.norm({first.text}, {axis})", "float", True, outer)
    raise Decline(f"no form for arrays of {name}")


def _refused() -> Vector:
    raise Decline("a reduction of something else than rows")


def _along(name: str, first: Vector, axis: int, inner: list[int], terms: Terms) -> Vector:
    """A reduction along one of a table's two axes, which leaves rows."""
    outer = [one for one in first.axes if one < INNER]
    if len(inner) == 1 and axis == 0:
        return reduced(name, first, terms=terms)
    if len(inner) != 2 or not outer or not first.number:
        raise Decline("a reduction of something else than tables")
    if name not in _SAME | _FLOATS | _PLACES | {"norm"} or name == "median":
        raise Decline(f"no form for arrays of {name}")
    if not is_view(first):
        terms.guard_memory(first)
    if first.kind == "float" and name in ("sum", "mean", "std", "var", "prod", "norm"):
        terms.guard_size(first)
    terms.guard_inner_loops()
    # What is left is a row as any other is, with the axis that rows have.
    axes = (*outer, LAST)
    terms.several_widths = True
    where, short = f"axis={axis - 2}", {"amax": "max", "amin": "min"}.get(name, name)
    if name == "norm":
        if first.kind != "float":
            raise Decline("a norm of whole numbers")
        text = f"{terms.inputs.numpy()}.linalg.norm({first.text}, {where})"
        return Vector(text, "float", True, axes)
    kind = "float" if name in _FLOATS else "int" if name in _PLACES else first.kind
    return Vector(f"{first.tight()}.{short}({where})", kind, True, axes)


def _once(name: str, first: Vector, terms: Terms) -> Vector:
    """A reduction of an array that the loop leaves alone, which is the same in all rounds."""
    if first.kind != "float" or name not in {"sum", "mean", "std", "var", "max", "min", "norm"}:
        raise Decline("a reduction that is the same in all rounds")
    terms.guard_size(first)
    np = terms.inputs.numpy()
    text = f"{np}.linalg.norm({first.text})" if name == "norm" else f"{first.tight()}.{name}()"
    return Vector(text, "float", True)


def _product_of_rows(name: str, first: Vector, terms: Terms) -> Vector | None:
    """The sum, or mean, of products of rows that is a product of matrices."""
    assert first.factors is not None
    left, right = first.factors
    inner = [axis for axis in first.axes if axis >= INNER]
    outer = [{axis for axis in side.axes if axis < INNER} for side in (left, right)]
    own = all(side.axes[-1:] == tuple(inner) and side.number for side in (left, right))
    if first.kind != "float" or len(inner) != 1 or not own or outer[0] & outer[1]:
        return None
    made = dot(left, right, terms)
    if " @ " not in made.text or name == "sum":
        return made if " @ " in made.text else None
    size = terms.rows_sizes.get(inner[0])
    return None if size is None else replace(made, text=f"{made.text} / {size}")


def _builtin(name: str, first: Vector, outer: tuple[int, ...], terms: Terms) -> Vector:
    """Python's own `sum`, `max`, `min` of a row, or of a window of a list."""
    if not first.number or len([a for a in first.axes if a >= INNER]) != 1:
        raise Decline("a reduction of something else than rows of numbers")
    bound = first.bound if name != "sum" else first.bound * 2**20
    if name != "sum" and first.kind == "float":
        if not is_view(first):
            raise Decline("the order in which NaN is met")
        guard_width(first, terms)
        terms.inputs.guard(f"not {terms.inputs.numpy()}.isnan({base_of(first)}).any()")
    if name == "sum" and first.kind == "float":
        terms.guard_size(first)
        _guard_filled(first, terms)
    return Vector(f"{first.tight()}.{name}(axis=-1)", first.kind, first.numpy, outer, bound=bound)


def _guard_filled(row: Vector, terms: Terms) -> None:
    """Keep to the loop where rows hold nothing: the sum of nothing is a whole number."""
    if "sliding_window_view(" in row.text or row.text in terms.filled_tables:
        return  # a window's width, and a table's, is tested where it is made
    if terms.several_widths and not is_view(row):
        raise Decline("rows that may hold nothing")
    size = f"{row.tight()}.shape[-1]" if is_view(row) else terms.rows_sizes.get(row.axes[-1], "")
    if not size:
        raise Decline("rows that may hold nothing")
    terms.inputs.guard(f"{size} > 0")


def guard_width(row: Vector, terms: Terms, least: int = 1) -> str:
    """Keep to the loop where windows hold fewer; returns the text of how many they hold."""
    for node in ast.walk(ast.parse(row.text, mode="eval")):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr == "sliding_window_view":
            width = node.args[1]
            if not isinstance(width, ast.Constant):
                terms.inputs.guard(f"{ast.unparse(width)} > {least - 1}")
            elif not isinstance(width.value, int) or width.value < least:
                raise Decline("windows that hold too little")
            return ast.unparse(width)
    raise Decline("rows that may hold nothing")


def base_of(row: Vector) -> str:
    """The text of the array that a row is a part of."""
    node: ast.expr = ast.parse(row.text, mode="eval").body
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Subscript | ast.Attribute):
            node = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "array":
                break
            node = node.args[0] if node.func.attr == "sliding_window_view" else node.func.value
        else:
            raise Decline("a row of what isn't an array")
    return ast.unparse(node)


def dot(left: Vector, right: Vector, terms: Terms) -> Vector:
    """`row @ row`, of numpy's numbers."""
    axes, _ = joined(left, right)
    inner = [axis for axis in axes if axis >= INNER]
    outer = tuple(axis for axis in axes if axis < INNER)
    rows = [side for side in (left, right) if [a for a in side.axes if a >= INNER] == inner]
    if len(inner) != 1 or len(rows) < 2 or not (left.number and right.number) or not outer:
        raise Decline("a product that isn't one of two rows")
    kind = "float" if "float" in (left.kind, right.kind) else "int"
    if kind == "float":
        terms.guard_size(left, right)
    ours = tuple(a for a in left.axes if a < INNER)
    theirs = tuple(a for a in right.axes if a < INNER)
    if ours and theirs and not set(ours) & set(theirs) and ours < theirs:
        turned = f"{right.tight()}.T" if theirs else right.text
        if len(theirs) == 1:
            return Vector(f"{left.tight()} @ {turned}", kind, True, outer, PRODUCT)
    if not theirs or not ours:
        many, one = (left, right) if ours else (right, left)
        return Vector(f"{many.tight()} @ {one.tight()}", kind, True, outer, PRODUCT)
    _, (a, b) = joined(left, right)
    return Vector(f"({a.tight(5)} * {b.tight(6)}).sum(axis=-1)", kind, True, outer)


def is_view(one: Vector) -> bool:
    """True for parts of an array that no computing was done with."""
    node: ast.expr = ast.parse(one.text, mode="eval").body
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Subscript | ast.Attribute):
            # An index that is an array makes a copy, but that may not show in the text.
            node = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = node.func
            if called.attr not in ("sliding_window_view", "to_numpy", "transpose", "array"):
                return False
            given = called.attr in ("sliding_window_view", "array")
            node = node.args[0] if given else called.value
        else:
            return False
    return True


def reduce_axes(op: str, value: Vector, gone: list[int], terms: Terms) -> Vector:
    """What inner loops' values come to: their sum, or the greatest or least of them."""
    axes = tuple(a for a in value.axes if a not in gone)
    kind = "int" if value.kind == "bool" else value.kind
    bound = max(value.bound, 1) * 2**20 if kind == "int" and not value.numpy else 0
    if bound >= 2**62 or value.mixed:
        raise Decline("whole numbers that may overflow, or of several types")
    if op == "+" and kind == "float":
        terms.guard_size(value)
    product = reduce_product(value, gone[0]) if op == "+" and axes and len(gone) == 1 else None
    if product is not None:
        return Vector(product, kind, value.numpy, axes, PRODUCT, bound)
    if not is_view(value):
        terms.guard_memory(value)
    if op in ("max", "min") and kind == "float":
        terms.guard("{0} != {0}", value)
    name = {"+": "sum", "max": "max", "min": "min"}[op]
    places = [str(value.axes.index(number)) for number in gone]
    listed = places[0] if len(places) == 1 else f"({', '.join(places)})"
    where = f"axis={listed}" if axes else ""
    return Vector(f"{value.tight()}.{name}({where})", kind, value.numpy, axes, bound=bound)


def reduce_product(value: Vector, gone: int) -> str | None:
    """The matrix product that a sum of products is, as text."""
    if value.factors is None:
        return None
    first, second = value.factors
    if len(first.axes) > 2 or len(second.axes) > 2 or first.kind == "bool":
        return None
    if set(first.axes) & set(second.axes) != {gone}:
        return None
    if not all(side.number and side.axes for side in (first, second)):
        return None
    rest = [tuple(a for a in side.axes if a != gone) for side in (first, second)]
    if rest[0] > rest[1] and rest[1]:
        first, second = second, first
    return f"{_turned(first, gone, last=True)} @ {_turned(second, gone, last=False)}"


def _turned(side: Vector, gone: int, *, last: bool) -> str:
    """A factor with the axis that is summed over last, or first."""
    text = side.tight()
    if len(side.axes) == 2 and (side.axes[-1] == gone) != last:
        return text.removesuffix(".T") if text.endswith(".T") else f"{text}.T"
    return text
