"""Elements that are made of the one before: `a[i] = a[i - 1] + v`, as running sums, products."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from .context import Axis
from .parts import Part, filled, part_of
from .places import Place
from .sliced import place_mark
from .vector import INNER, SIGN, Vector

if TYPE_CHECKING:
    from .writes import Writes

_SCANS: dict[type[ast.operator], str] = {
    ast.Add: "cumsum", ast.Sub: "cumsum", ast.Mult: "cumprod",
}  # fmt: skip


def recurrence(target: ast.Subscript, node: ast.expr, terms: Writes) -> Vector | None:
    """What all rounds assign, where each adds to the element before, or multiplies it.

    The rest must not depend on the array, which the check of reads and writes sees to.
    """
    if not isinstance(node, ast.BinOp) or type(node.op) not in _SCANS or terms.mask is not None:
        return None
    sides = [(node.left, node.right)]
    sides += [(node.right, node.left)] if not isinstance(node.op, ast.Sub) else []
    for before, other in sides:
        base, own = flow.root(before), flow.root(target)
        if not isinstance(before, ast.Subscript) or base is None or own is None:
            continue
        if base.id == own.id and base.id in terms.written:
            found = _scanned(_part(target, terms), _part(before, terms), node.op, other, terms)
            if found is not None:
                return found
    return None


def _part(node: ast.Subscript, terms: Writes) -> Part:
    part = part_of(node, terms)
    return filled(part) if part.many.form == "array" else part


def _scanned(
    part: Part, before: Part, op: ast.operator, other: ast.expr, terms: Writes
) -> Vector | None:
    places, earlier = _places(part), _places(before)
    axis = _axis(places, earlier, terms)
    order = [axis for place in places for axis in place.axes]
    flat = order == sorted(terms.inside) and len(order) == len(places) <= 2
    if axis is None or part.many.form != "array" or part.many.kind != "float" or not flat:
        return None
    value = terms(other)
    if value.axes != tuple(order) or not value.number or any(a >= INNER for a in order):
        return None
    text = f"-{value.tight(SIGN)}" if isinstance(op, ast.Sub) else value.text
    shift = next(p for p in earlier if p.axes == (axis.number,))
    first = axis.start.plus(Place(base=shift.base, offset=shift.offset))
    if first is None:
        return None
    terms.inputs.at_least(first)
    return Vector(
        _text(part, axis, first, _SCANS[type(op)], text, terms), "float", True, value.axes
    )


def _places(part: Part) -> list[Place]:
    found = [key.place for key in part.keys if isinstance(key, Vector)]
    return [place for place in found if place is not None]


def _axis(places: list[Place], earlier: list[Place], terms: Writes) -> Axis | None:
    """The loop in whose direction an element is the next one of the other."""
    pairs = list(zip(places, earlier, strict=False))
    other = [(one, two) for one, two in pairs if one != two]
    if len(places) != len(earlier) or not places or len(other) != 1:
        return None
    one, two = other[0]
    if one.axes != two.axes or one.base != two.base or one.offset - two.offset != 1:
        return None
    axis = terms.axes.get(one.axes[0]) if len(one.axes) == 1 else None
    return axis if axis is not None and axis.step == 1 and axis.origin is None else None


def _text(part: Part, axis: Axis, first: Place, function: str, value: str, terms: Writes) -> str:
    np, name = terms.inputs.numpy(), part.text
    if len(part.keys) == 1:
        return f"{np}.{function}({np}.append({name}[{first.text}], {value}))[1:]"
    marks = []
    for number, key in enumerate(part.keys):
        assert isinstance(key, Vector)
        if key.place is not None and key.place.axes == (axis.number,):
            end = Place(base=first.base, offset=first.offset + 1)
            marks.append(f"{first.text if first != Place() else ''}:{end.text}")
            along = number
        else:
            mark, _, window = place_mark(key, terms.inputs.size(name, number), terms)
            if window:
                raise Decline("windows that are written")
            marks.append(mark)
    stacked = "hstack" if along else "vstack"
    rest = "[:, 1:]" if along else "[1:]"
    started = f"{name}[{', '.join(marks)}]" if along else f"{name}[{marks[0]}]"
    if not along and marks[1] != ":":
        started = f"{name}[{', '.join(marks)}]"
    return f"{np}.{function}({np}.{stacked}([{started}, {value}]), axis={along}){rest}"
