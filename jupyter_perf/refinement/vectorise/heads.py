"""What a loop goes through: ranges, arrays, columns, lists, `enumerate` and `zip` of them."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from .context import Axis
from .elements import read
from .parts import Part, part_of
from .places import Place
from .ranges import bind_index, counter, range_axis
from .sizes import FEWEST
from .types import Many
from .vector import Vector

if TYPE_CHECKING:
    from .body import Body

_CALLS = frozenset({"range", "enumerate", "zip", "reversed"})


def begin(target: ast.expr, iterated: ast.expr, body: Body) -> Axis:
    """Start an axis for a loop, and bind its variables."""
    number = len(body.axes)
    named, call = _call(iterated, body)
    if call is not None and named == "range":
        axis = range_axis(call, number, body)
        body.axes[number] = axis
        bind_index(target, axis, body)
        return axis
    length = _length(iterated, body)
    axis = Axis(number, Place(), length)
    body.axes[number] = axis
    _bind(target, iterated, axis, body)
    return axis


def _call(node: ast.expr, body: Body) -> tuple[str, ast.Call | None]:
    """(name, call) of `range(…)`, `enumerate(…)`, `zip(…)`, `reversed(…)`."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in _CALLS
        and body.inputs.facts.is_builtin(node.func.id, at=node)
    ):
        return node.func.id, node
    return "", None


def _length(node: ast.expr, body: Body) -> Place:
    """How many rounds there are; parts of `zip` must be equally long."""
    named, call = _call(node, body)
    if call is not None and named == "enumerate":
        return _length(call.args[0], body)
    if call is not None and named == "zip":
        return _common_length(call, body)
    if call is not None:
        raise Decline("an order that isn't that of the elements")
    names = flow.expression_loads(node)
    if isinstance(node, ast.Name) and node.id in body.rows:
        part = body.rows[node.id]
        return body.inputs.size(part.text, len(part.keys), part.many.form)
    if names & (set(body.env) | set(body.rows)):
        return _row_length(node, body)
    if names & body.changed:
        raise Decline("a loop over what it changes")
    sliced = _sliced(node)
    if sliced is not None:
        base, cut = sliced
        size = body.inputs.size(base)
        return Place(base=size.base, offset=-cut)
    _collection(node, body)
    _refuse_short_rows(node, body)
    return body.inputs.size(body.inputs.facts.source.segment(node))


def _common_length(call: ast.Call, body: Body) -> Place:
    """The length of what `zip` goes through, with tests that all have it."""
    if call.keywords and ast.unparse(call.keywords[0]) not in ("strict=True", "strict=False"):
        raise Decline("zip with keywords")
    found = [_length(part, body) for part in call.args]
    for other in found[1:]:
        one, two = body.inputs.settled(found[0]), body.inputs.settled(other)
        if one != two:
            if one.base and two.base and not one.offset and not two.offset:
                body.inputs.equal[two.base] = one.base
            body.inputs.guard(f"{found[0].text} == {other.text}")
    return found[0]


def _refuse_short_rows(node: ast.expr, body: Body) -> None:
    """Decline where each round of a loop around goes through only a few elements."""
    facts = body.inputs.facts
    bound = not isinstance(node, ast.Name) or facts.binders(node.id, facts.scope(node.id, node))
    rows = facts.likely(node) if bound and facts.source.loops(body.inputs.loop) else []
    if rows and max(map(len, rows)) < FEWEST:
        raise Decline("too few rounds")


def _row_length(node: ast.expr, body: Body) -> Place:
    part = _row(node, body)
    return body.inputs.size(part.text, len(part.keys), part.many.form)


def _row(node: ast.expr, body: Body) -> Part:
    part = part_of(node, body)
    if part.many.form == "series" or len(part.keys) != part.many.depth - 1:
        raise Decline("a loop over something else than a row")
    return part


def _sliced(node: ast.expr) -> tuple[str, int] | None:
    """(name, elements that are left out) of `x[1:]` and `x[:-1]`."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)):
        return None
    low, high, step = node.slice.lower, node.slice.upper, node.slice.step
    if step is not None or not isinstance(node.value, ast.Name):
        return None
    first = low.value if isinstance(low, ast.Constant) else 0 if low is None else None
    last = 0 if high is None else None
    if isinstance(high, ast.UnaryOp) and isinstance(high.op, ast.USub):
        last = high.operand.value if isinstance(high.operand, ast.Constant) else None  # type: ignore[assignment]
    if type(first) is not int or type(last) is not int:
        return None
    return node.value.id, first + last


def _collection(node: ast.expr, body: Body) -> Many:
    found = body.inputs.type_of(node)
    if not isinstance(found, Many):
        raise Decline("a loop over what isn't known to be numbers")
    if not isinstance(node, ast.Name | ast.Subscript | ast.Attribute | ast.Call):
        raise Decline("a loop over an expression")
    if isinstance(node, ast.Call) and not (
        isinstance(node.func, ast.Attribute) and node.func.attr in ("to_numpy", "tolist")
    ):
        raise Decline("a loop over an expression")
    return found


def _bind(target: ast.expr, node: ast.expr, axis: Axis, body: Body) -> None:
    """Bind the target of a loop over elements."""
    named, call = _call(node, body)
    if call is not None:
        if not isinstance(target, ast.Tuple):
            raise Decline("tuples that are kept together")
        parts, targets = call.args, target.elts
        if named == "enumerate":
            first = _first(call, body)
            _bind_count(target.elts[0], counter(axis, body, first), body)
            parts, targets = call.args[:1], target.elts[1:]
        if len(parts) != len(targets):
            raise Decline("a tuple of another length")
        for one, iterated in zip(targets, parts, strict=True):
            _bind(one, iterated, axis, body)
        return
    part = _part(node, axis, body)
    if len(part.keys) < part.many.depth:
        _bind_row(target, part, body)
    elif isinstance(target, ast.Name):
        found = read(part, body)
        if body.iterates_plain(node, part):
            found = replace(found, numpy=False, bound=found.bound or 2**20)
        body.bind(target.id, found)
    else:
        raise Decline("a number that is unpacked")


def _first(node: ast.Call, body: Body) -> Place | None:
    given = [*node.args[1:], *(k.value for k in node.keywords)]
    if not given:
        return None
    found = body(given[0]).place
    if found is None or found.axes:
        raise Decline("a count that starts somewhere else")
    return found


def _bind_count(target: ast.expr, count: Vector, body: Body) -> None:
    if not isinstance(target, ast.Name):
        raise Decline("a count that is unpacked")
    body.bind(target.id, count)


def _part(node: ast.expr, axis: Axis, body: Body) -> Part:
    sliced = _sliced(node)
    shift, base = Place(), node
    if sliced is not None:
        assert isinstance(node, ast.Subscript)
        assert isinstance(node.slice, ast.Slice)
        low = node.slice.lower
        shift = Place(offset=low.value) if isinstance(low, ast.Constant) else Place()  # type: ignore[arg-type]
        base = node.value
    place = Place((axis.number,)).plus(shift)
    np = body.inputs.numpy()
    key = Vector(f"{np}.arange({axis.stop.text})", "int", False, (axis.number,), place=place)
    if flow.expression_loads(node) & (set(body.env) | set(body.rows)):
        row = _row(node, body)
        return Part(row.text, row.many, (*row.keys, key))
    found = _collection(base, body)
    text = body.inputs.facts.source.segment(base)
    if isinstance(base, ast.Name) and base.id in body.written:
        raise Decline("a loop over an array that it writes")
    return Part(text, found, (key,))


def _bind_row(target: ast.expr, part: Part, body: Body) -> None:
    if isinstance(target, ast.Name):
        body.bind_row(target.id, part)
        return
    if not isinstance(target, ast.Tuple) or len(part.keys) + 1 != part.many.depth:
        raise Decline("rows that are unpacked otherwise")
    size = body.inputs.size(part.text, 1, part.many.form)
    body.inputs.guard(f"{size.text} == {len(target.elts)}")
    for at, one in enumerate(target.elts):
        if not isinstance(one, ast.Name):
            raise Decline("rows that are unpacked otherwise")
        key = Vector(str(at), "int", bound=at, place=Place(offset=at), value=at)
        body.bind(one.id, read(Part(part.text, part.many, (*part.keys, key)), body))
