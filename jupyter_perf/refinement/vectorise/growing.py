"""Reductions of all elements so far, or of all that are left: `x[:i + 1].max()`, `sum(x[i:])`."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from .places import Place
from .sliced import span
from .states import Growing
from .types import Many
from .vector import ATOM, PRODUCT, Vector

if TYPE_CHECKING:
    from .terms import Terms

_RUNNING = {
    "sum": "cumsum", "mean": "cumsum", "max": "maximum.accumulate", "amax": "maximum.accumulate",
    "min": "minimum.accumulate", "amin": "minimum.accumulate",
}  # fmt: skip
_BUILTINS = frozenset({"sum", "max", "min", "len"})


def growing(node: ast.expr, terms: Terms) -> Growing | None:
    """`x[:i + 1]` or `x[i:]` of an array that the loop leaves alone; None for anything else."""
    cut = node.slice if isinstance(node, ast.Subscript) else None
    if not isinstance(cut, ast.Slice) or cut.step is not None:
        return None
    assert isinstance(node, ast.Subscript)
    low, high, base = cut.lower, cut.upper, node.value
    if not isinstance(base, ast.Name) or base.id in (terms.env.keys() | terms.rows.keys()):
        return None
    from_start = low is None or (isinstance(low, ast.Constant) and low.value == 0)
    end = high if from_start else low if high is None else None
    if end is None or base.id in terms.changed or not terms.changing(end):
        return None
    found, place = terms.inputs.type_of(base), terms(end)
    flat = isinstance(found, Many) and (found.form, found.depth) == ("array", 1)
    if not flat or place.place is None or len(place.place.axes) != 1 or len(place.axes) != 1:
        return None
    assert isinstance(found, Many)
    if found.kind not in ("float", "int") or terms.axes[place.axes[0]].origin is not None:
        return None
    terms.note(base.id, found)
    return Growing(base.id, found.kind, place, rest=not from_start)


def reduced_growing(node: ast.Call, terms: Terms) -> Vector | None:
    """What a reduction of such a part gives in all rounds; None for any other call."""
    name, part = _asked(node, terms)
    if part is None:
        return None
    if name == "len":
        return _count(part, terms)
    return _reduced(name, part, terms)


def _asked(node: ast.Call, terms: Terms) -> tuple[str, Growing | None]:
    """(the reduction, the part that it is of)."""
    function, facts = node.func, terms.inputs.facts
    if node.keywords or len(node.args) > 1:
        return "", None
    if isinstance(function, ast.Attribute) and not node.args and function.attr in _RUNNING:
        return function.attr, _part(function.value, terms)
    if len(node.args) != 1:
        return "", None
    if isinstance(function, ast.Name):
        plain = function.id in _BUILTINS and facts.is_builtin(function.id, at=function)
        name = function.id if function.id == "len" else f"builtin {function.id}"
        return name, _part(node.args[0], terms) if plain else None
    module, _, name = (facts.full_name(function) or "").rpartition(".")
    known = module == "numpy" and name in _RUNNING
    return name, _part(node.args[0], terms) if known else None


def _part(node: ast.expr, terms: Terms) -> Growing | None:
    if isinstance(node, ast.Name):
        state = terms.env.get(node.id)
        return state if isinstance(state, Growing) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Add | ast.Sub):
        return _operated(node, terms)
    return growing(node, terms)


def _operated(node: ast.BinOp, terms: Terms) -> Growing | None:
    """`x[:i] * y[:i]`, of two arrays that are as long as each other."""
    left, right = _part(node.left, terms), _part(node.right, terms)
    if left is None or right is None or (left.end, left.rest) != (right.end, right.rest):
        return None
    if left.array != right.array:
        terms.inputs.guard(f"len({left.array}) == len({right.array})")
    symbol = {ast.Mult: "*", ast.Add: "+", ast.Sub: "-"}[type(node.op)]
    kind = "float" if "float" in (left.kind, right.kind) else "int"
    return replace(left, kind=kind, text=f"({left.values} {symbol} {right.values})")


def _count(part: Growing, terms: Terms) -> Vector:
    """How many elements there are."""
    if not part.rest:
        _inside(part, terms)
        return replace(part.end, positive=True)
    _inside(part, terms)
    size = Vector(f"len({part.array})", "int", place=Place(base=f"len({part.array})"), bound=2**20)
    return terms.operated(ast.Sub(), size, part.end)


def _inside(part: Growing, terms: Terms) -> str:
    """The slice of running values that the rounds take; tests see to it that none is missing."""
    place = part.end.place
    assert place is not None
    shift = Place(base=place.base, offset=place.offset - (not part.rest))
    axis = terms.axes[place.axes[0]]
    return span(axis, shift, terms.inputs.size(part.array), terms)


def _reduced(name: str, part: Growing, terms: Terms) -> Vector:
    np, array = terms.inputs.numpy(), part.values
    builtin, name = name.startswith("builtin "), name.removeprefix("builtin ")
    many = Vector(array, part.kind, True, (part.end.axes[0],))
    if name in ("sum", "mean") and part.kind == "float":
        terms.guard_size(many)
    if builtin and name in ("max", "min") and part.kind == "float":
        terms.inputs.guard(f"not {np}.isnan({array}).any()")
    if part.rest:
        made = f"{np}.{_RUNNING[name]}({array}[::-1])[::-1]"
    else:
        made = f"{np}.{_RUNNING[name]}({array})"
    mark = _inside(part, terms)
    text = made if mark == ":" else f"{made}[{mark}]"
    if name != "mean":
        return replace(many, text=text, rank=ATOM)
    count = _count(part, terms)
    if part.rest:
        raise Decline("a mean of all that is left")
    return replace(many, text=f"{text} / {count.tight(PRODUCT + 1)}", kind="float", rank=PRODUCT)
