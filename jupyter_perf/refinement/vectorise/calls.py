"""Calls: of libraries and Python's own functions on numbers, and of the user's functions."""

from __future__ import annotations

import ast
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from .applied import refuse_others, whole_of_float
from .bounds import never_nan
from .bytes import floating, whole
from .growing import reduced_growing
from .listed import reduced_list
from .math_calls import of_math
from .numpy_calls import PLACES, of_method, of_numpy
from .parts import length
from .places import Place
from .rows import guard_width, reduced, reduction_of
from .sliced import COLUMN, WINDOWS
from .states import NewList, Update
from .statistic import builtin_of_column, of_statistics
from .types import BYTE
from .vector import ATOM, INNER, SUM, Vector, choose, joined, natural
from .written_out import written_out

if TYPE_CHECKING:
    from .terms import Terms

_INFINITE = {"float('inf')": math.inf, "float('-inf')": -math.inf}


def called(node: ast.Call, terms: Terms) -> Vector:
    """The value of a call in all rounds."""
    function, facts = node.func, terms.inputs.facts
    random = terms.drawn(node)
    if random is not None:
        return random
    listed = reduced_list(node, terms) or reduced_growing(node, terms)
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
    own = function.attr if isinstance(function, ast.Attribute) and not full else name
    if node.keywords and reduction_of(own) is None and full.rpartition(".")[2] not in PLACES:
        raise Decline("a call with keywords")
    if module == "statistics":
        return of_statistics(name, node, terms)
    if module == "math":
        parts = [terms(arg) for arg in node.args]
        return of_math(name, parts, terms, facts.source.segment(function))
    if module in ("numpy", "numpy.linalg"):
        return of_numpy(name, node, terms)
    if isinstance(function, ast.Attribute):
        return of_method(function, node, terms)
    raise Decline("a call that arrays don't have")


def _builtin(name: str, node: ast.Call, terms: Terms) -> Vector:
    if name == "len" and len(node.args) == 1:
        return _length(node, terms) if terms.changing(node) else terms.invariant(node)
    if node.keywords or not node.args:
        raise Decline("a call with keywords")
    if name == "float" and ast.unparse(node) in _INFINITE:
        text = terms.inputs.facts.source.segment(node)
        return Vector(text, "float", value=_INFINITE[ast.unparse(node)])
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
    refuse_others(parts)
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
        return whole_of_float(first, "", terms)
    if name == "round" and first.kind == "float":
        return whole_of_float(first, f"{np}.rint", terms)
    raise Decline(f"{name} has no form for arrays")


def _extreme(name: str, parts: list[Vector], terms: Terms) -> Vector:
    """`min` and `max` keep the first unless another is less, which tells what NaN does."""
    found = parts[0]
    for other in parts[1:]:
        plain = _plain_extreme(name, found, other, terms)
        if plain is not None:
            found = plain
            continue
        test = terms.compared(ast.Lt() if name == "min" else ast.Gt(), other, found)
        if not test.axes:
            raise Decline("the least of what is the same in all rounds")
        found = choose(test, other, found, terms.inputs.numpy())
    return _with_each(name, parts, found)


def _with_each(name: str, parts: list[Vector], found: Vector) -> Vector:
    """The extreme of a number and a constant, which may be of either type."""
    moving = [part for part in parts if part.axes]
    if not found.mixed or len(parts) != 2 or len(moving) != 1 or moving[0].mixed:
        return found
    texts = ["{}" if part.axes else part.text for part in parts]
    if any("{" in part.text for part in parts):
        return found
    return replace(found, each=(found.text, f"{name}({', '.join(texts)})", moving[0]))


def _plain_extreme(name: str, one: Vector, other: Vector, terms: Terms) -> Vector | None:
    """`np.maximum` or `np.minimum` of numbers none of which is NaN; None where that isn't sure."""
    kinds = {one.kind, other.kind}
    if not kinds <= {"int", "float"} or not (one.axes or other.axes):
        return None
    if not all(side.kind == "int" or never_nan(side, terms) for side in (one, other)):
        return None
    axes, (a, b) = joined(one, other)
    text = f"{terms.inputs.numpy()}.{name}imum({a.text}, {b.text})"
    mixed = one.mixed or other.mixed or len(kinds) > 1 or one.numpy != other.numpy
    kind = "float" if "float" in kinds else "int"
    bound = max(one.bound, other.bound)
    numpy = one.numpy and other.numpy
    whole = natural(one) or natural(other) if name == "max" else natural(one) and natural(other)
    return Vector(text, kind, numpy, axes, ATOM, bound, None, mixed,
                  natural=kind == "int" and whole,
                  clipped=_clipped(text, name, one, other))  # fmt: skip


def _clipped(
    text: str, name: str, one: Vector, other: Vector
) -> tuple[str, str, Place, Place] | None:
    """What `max(0, i - 3)` and `min(n, i + 4)` are made of."""
    for moving, limit in ((one, other), (other, one)):
        place, fixed = moving.place, limit.place
        if place is not None and len(place.axes) == 1 and fixed is not None and not fixed.axes:
            return text, name, place, fixed
    return None


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
    if isinstance(argument, ast.Name) and isinstance(terms.env.get(argument.id), NewList):
        filled = terms.env.get(f"{argument.id}.append")
        if isinstance(filled, Update) and filled.mask is None and len(filled.rounds) == 2:
            size = terms.axes[filled.rounds[-1]].size
            return Vector(size.text, "int", rank=SUM if size.offset and size.base else ATOM,
                          bound=2**20, place=size, positive=True)  # fmt: skip
    first = isinstance(argument, ast.Subscript) and ast.unparse(argument.slice) == "0"
    base = argument.value if isinstance(argument, ast.Subscript) and first else argument
    if isinstance(base, ast.Name) and base.id in terms.rows:
        part = terms.rows[base.id]
        if not part.keys or (part.many.form == "array" and not first):
            return length(part, int(first), terms)
    raise Decline("the length of what changes")
