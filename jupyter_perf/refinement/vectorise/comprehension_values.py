"""What a comprehension gives, as an array, and as what it or its call makes of that."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..source import Decline
from .body import Body
from .heads import begin
from .results import Results
from .rows import is_view
from .vector import INNER, Vector, both


@dataclass
class Found:
    """All values of a comprehension."""

    value: Vector
    mask: Vector | None
    rounds: tuple[int, ...]
    nested: bool = False


def values_of(node: ast.ListComp | ast.GeneratorExp, body: Body) -> Found:
    """What a comprehension goes through and gives; raises Decline where that has no array form."""
    for part in node.generators:
        if part.is_async:
            raise Decline("a comprehension that waits")
        axis = begin(part.target, part.iter, body)
        body.inside.append(axis.number)
        if body.triangle is not None:
            body.mask, body.triangle = both(body.mask, body.triangle), None
        for test in part.ifs:
            found = body.condition(test)
            if not found.axes:
                raise Decline("a condition that is the same in all rounds")
            body.mask = both(body.mask, found)
    if isinstance(node.elt, ast.ListComp):
        if body.mask is not None or len(body.inside) > 1:
            raise Decline("lists of several lengths")
        inner = values_of(node.elt, body)
        if inner.nested or inner.mask is not None:
            raise Decline("lists of several lengths")
        return Found(inner.value, None, inner.rounds, nested=True)
    value = body(node.elt)
    if value.mixed and value.kind != "float":
        raise Decline("elements of different types")
    if any(axis >= INNER for axis in value.axes):
        raise Decline("rows in a list")
    return Found(value, body.mask, body.rounds)


def text_of(node: ast.expr, inner: ast.expr, found: Found, results: Results) -> str:
    """The expression in place of a comprehension, or of the call around it."""
    if node is inner:
        return _listed(found, results)
    assert isinstance(node, ast.Call)
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if found.nested and name:
        raise Decline("a reduction of lists")
    if not name:
        return _array(found, results)
    return _reduced(name, found, results)


def _array(found: Found, results: Results) -> str:
    value = found.value
    if value.kind not in ("float", "int", "bool") or not value.axes:
        raise Decline("an array of something else than numbers")
    if found.nested:
        text = results.shaped(value, found.rounds)
    else:
        text = results.full(value, found.rounds, found.mask)
    # A part of an array has to be copied, or a change to one would be one to the other.
    return f"{text}.copy()" if is_view(value) and found.mask is None else text


def _listed(found: Found, results: Results) -> str:
    value = found.value
    if value.mixed or not value.axes:
        raise Decline("elements of different types, or the same in all rounds")
    if found.nested:
        text = results.shaped(value, found.rounds)
        return f"list(map(list, {text}))" if value.numpy else f"{text}.tolist()"
    text = results.full(value, found.rounds, found.mask)
    return f"list({text})" if value.numpy else f"{text}.tolist()"


def _reduced(name: str, found: Found, results: Results) -> str:
    value, mask = found.value, found.mask
    text = results.full(value, found.rounds, mask) if value.axes else ""
    item = "" if value.numpy else ".item()"
    if name in ("any", "all"):
        if value.kind != "bool" or not value.axes:
            raise Decline("a test of what aren't truth values")
        return f"bool({text}.{name}())"
    if name == "sum":
        return _summed(found, text, results)
    if not value.number or value.mixed or not value.axes or mask is not None:
        raise Decline("the greatest of what may be nothing")
    if value.kind == "float":
        results.body.guard("{0} != {0}", value)
    return f"{text}.{name}(){item}"


def _summed(found: Found, text: str, results: Results) -> str:
    value, mask = found.value, found.mask
    if not value.axes:
        if mask is None or not isinstance(value.value, int):
            raise Decline("a sum of what is the same in all rounds")
        count = results.hits(mask, found.rounds)
        return count if value.value == 1 else f"{value.text} * {count}"
    if value.mixed or value.kind == "str":
        raise Decline("a sum of several types")
    if value.kind == "float":
        if mask is not None:
            # With nothing to add the sum is a whole number, 0.
            results.body.inputs.guard(f"{mask.tight()}.any()")
        made = f"{results.np}.cumsum({text})[-1]"
        return made if value.numpy else f"{made}.item()"
    if value.numpy and mask is not None:
        results.body.inputs.guard(f"{mask.tight()}.any()")
    if value.kind == "bool" and not value.numpy and mask is None:
        return f"int({results.np}.count_nonzero({text}))"
    if value.bound >= 2**42:
        raise Decline("whole numbers that may overflow")
    return f"{text}.sum()" if value.numpy else f"{text}.sum().item()"
