"""The types of what functions of numpy give."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from .drawn import type_chosen, type_drawn
from .dtypes import kind_of_dtype
from .inferred import type_of
from .inferred_operators import operated
from .inferred_places import KNOWN_PLACES, of_places
from .singles import rows_held_by
from .types import BYTE, Many, One, Type, common

_NEW = frozenset({"zeros", "ones", "empty", "full"})
_LIKE = frozenset({"zeros_like", "ones_like", "empty_like", "full_like"})
_FLOATING = flow.words("sqrt exp log log2 log10 log1p expm1 sin cos tan tanh arctan")
_SAME_FUNCTIONS = flow.words("sort cumsum cumprod flip roll abs absolute copy ascontiguousarray")
_ELEMENTWISE = flow.words("abs absolute square negative")
ONE_FLOAT = flow.words("mean std var median")
ONE_OF_KIND = flow.words("sum max min prod")


def of_numpy(full: str, node: ast.Call, facts: Facts, depth: int) -> Type | None:
    """The type of what a function of numpy, by its full name, gives."""
    if full == "numpy.random.choice":
        return type_chosen(node, facts, depth)
    if full.startswith("numpy.random."):
        return type_drawn(full.rpartition(".")[2], node)
    module, _, name = full.rpartition(".")
    if module != "numpy" or not node.args:
        return None
    dtype = _dtype(name, node, facts)
    if name in ("concatenate", "hstack") and isinstance(node.args[0], ast.List | ast.Tuple):
        return _joined(node, facts, depth)
    if name in _NEW:
        return _made(name, dtype, node, facts, depth)
    first = type_of(node.args[0], facts, depth)
    if name in ("array", "asarray", "vstack", "stack") and isinstance(node.args[0], ast.Name):
        rows = rows_held_by(node.args[0], facts, depth) if first is None else None
        if rows is not None and not node.keywords and (name != "vstack" or rows.depth == 1):
            return Many("array", rows.kind, rows.depth + 1)
    if name == "linspace":
        return Many("array", dtype or "float") if dtype != "?" else None
    if name == "arange":
        kinds = {getattr(type_of(a, facts, depth), "kind", "?") for a in node.args}
        kind = dtype or ("float" if "float" in kinds else "int")
        return Many("array", kind) if "?" not in {*kinds, kind} else None
    if name in KNOWN_PLACES:
        return of_places(name, node, first, facts, depth)
    if not isinstance(first, Many):
        return One("float", True) if name in _FLOATING and first is not None else None
    if name == "tile" and first.form == "array" and first.depth == 1 and len(node.args) == 2:
        repeats = node.args[1]
        return Many("array", first.kind, len(getattr(repeats, "elts", " ")))
    if name in _LIKE or name in ("array", "asarray"):
        kind = dtype or first.kind
        return Many("array", kind, first.depth) if kind != "?" else None
    if name == "unique" and len(node.args) == 1 and not node.keywords:
        return Many("array", first.kind) if first.kind != BYTE else None
    if name == "append" and len(node.args) == 2 and not node.keywords:
        return _appended(first, type_of(node.args[1], facts, depth))
    if name in ("maximum", "minimum", "add", "subtract", "multiply", "divide"):
        return _of_two(name, node, first, facts, depth)
    if name in ("dot", "matmul") and len(node.args) == 2:
        return operated(ast.MatMult(), first, type_of(node.args[1], facts, depth))
    return _reduced(name, first, node)


def _of_two(name: str, node: ast.Call, first: Many, facts: Facts, depth: int) -> Type | None:
    """The type of a function of two arrays, or of one and a number."""
    if len(node.args) != 2 or node.keywords:
        return None
    op = ast.Div() if name == "divide" else ast.Add()
    return operated(op, first, type_of(node.args[1], facts, depth))


def _appended(first: Many, more: Type | None) -> Type | None:
    """The type of a flat array with numbers after it."""
    fits = more is not None and more.kind in ("int", first.kind) and first.kind in ("float", "int")
    return first if fits and (first.form, first.depth) == ("array", 1) else None


def _joined(node: ast.Call, facts: Facts, depth: int) -> Type | None:
    """The type of flat arrays of one kind, one after another."""
    assert isinstance(node.args[0], ast.List | ast.Tuple)
    found = common([type_of(part, facts, depth) for part in node.args[0].elts])
    flat = isinstance(found, Many) and (found.form, found.depth) == ("array", 1)
    return found if flat and not node.keywords else None


def _dtype(name: str, node: ast.Call, facts: Facts) -> str:
    """The kind that is asked for: "" where none is, "?" for one that isn't known."""
    place = 0 if name not in _NEW else 2 if name == "full" else 1
    asked = [k.value for k in node.keywords if k.arg == "dtype"]
    asked += node.args[place : place + 1] if place else []
    return kind_of_dtype(asked[0], facts) or "?" if asked else ""


def _reduced(name: str, first: Many, node: ast.Call) -> Type | None:
    if name == "pad" and first.form == "array":
        return first
    if first.kind == BYTE:
        return None
    if name in _FLOATING and first.form == "array":
        return Many("array", "float", first.depth)
    if name in _ELEMENTWISE and first.form == "array" and first.kind != "bool":
        return first if len(node.args) == 1 and not node.keywords else None
    if name == "diff" and first.form == "array" and first.depth == 1 and first.kind != "bool":
        return first if len(node.args) == 1 and not node.keywords else None
    if name in _SAME_FUNCTIONS and first.form == "array" and first.depth == 1:
        return first
    if first.kind == "bool":
        return None
    if first.form == "array" and first.depth == 2 and is_along_axis(node, 1):
        kind = "float" if name in ONE_FLOAT else first.kind if name in ONE_OF_KIND else ""
        return Many("array", kind) if kind else None
    if node.keywords or len(node.args) > 1:
        return None
    if name in ONE_FLOAT:
        return One("float", True)
    return One(first.kind, True) if name in ONE_OF_KIND else None


def is_along_axis(node: ast.Call, before: int) -> bool:
    """True for a reduction along a written axis, after so many other arguments."""
    given = [*node.args[before:], *(k.value for k in node.keywords if k.arg == "axis")]
    only = len(node.args) + len(node.keywords) == before + 1 and len(given) == 1
    return only and ast.unparse(given[0]) in ("0", "1", "-1")


def _made(name: str, dtype: str, node: ast.Call, facts: Facts, depth: int) -> Type | None:
    shape = node.args[0]
    if name == "full" and not dtype:
        filled = type_of(node.args[1], facts, depth) if len(node.args) > 1 else None
        dtype = filled.kind if isinstance(filled, One) else "?"
    if isinstance(shape, ast.Tuple | ast.List):
        size = len(shape.elts)
    elif isinstance(shape, ast.Attribute) and shape.attr == "shape":
        like = type_of(shape.value, facts, depth)
        size = like.depth if isinstance(like, Many) else 0
    elif isinstance(shape, ast.Subscript) and isinstance(shape.slice, ast.Slice):
        size = _part_of_shape(shape.value, shape.slice, facts, depth)
    else:
        size = 1 if type_of(shape, facts, depth) == One("int") else 0
    return Many("array", dtype or "float", size) if size and dtype != "?" else None


def _part_of_shape(whole: ast.expr, part: ast.Slice, facts: Facts, depth: int) -> int:
    """How many dimensions `image.shape[:2]` has; 0 where that isn't known."""
    if not (isinstance(whole, ast.Attribute) and whole.attr == "shape") or part.step is not None:
        return 0
    like = type_of(whole.value, facts, depth)
    try:
        ends = [None if end is None else ast.literal_eval(end) for end in (part.lower, part.upper)]
    except ValueError:
        return 0
    return len(range(like.depth)[slice(*ends)]) if isinstance(like, Many) else 0
