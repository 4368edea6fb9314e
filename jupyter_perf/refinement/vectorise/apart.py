"""Arrays that a loop changes must not be parts of those that are read for all rounds beforehand."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from .. import flow
from ..facts import Facts
from ..source import Decline
from .body import Body

_VIEWING = flow.words(
    """asarray asanyarray ravel reshape squeeze transpose swapaxes view to_numpy atleast_1d
    atleast_2d diagonal broadcast_to"""
)


def keep_apart(texts: Iterable[str], loop: ast.For, body: Body) -> None:
    """Decline, or keep to the loop, where what it changes may be a part of what `texts` read."""
    facts = body.inputs.facts
    read = {name for text in texts for name in flow.loads(ast.parse(text, mode="eval"))}
    arrays = {name for name in read if not facts.is_module(name)}
    changed = facts.mutated(loop)
    for name, value in _bound(loop):
        if name in changed and _bases(value) & arrays:
            raise Decline("a part of an array that the loop changes by another name")
    for name in sorted(changed - arrays - flow.stores(loop)):
        if _is_array(name, loop, facts):
            for other in sorted(arrays):
                if _is_array(other, loop, facts):
                    np = body.inputs.numpy()
                    body.inputs.guard(f"not {np}.may_share_memory({name}, {other})")


def _bound(loop: ast.For) -> Iterator[tuple[str, ast.expr]]:
    """(name, expression) of what a loop gives names, itself and those in it included."""
    for part in ast.walk(loop):
        if isinstance(part, ast.For | ast.comprehension):
            yield from ((name, part.iter) for name in flow.stores([part.target]))
        elif isinstance(part, ast.Assign):
            yield from ((name, part.value) for name in flow.stores(part.targets))


def _bases(node: ast.expr) -> set[str]:
    """Names of what an expression may be a part of."""
    if isinstance(node, ast.Name):
        return {node.id}
    if isinstance(node, ast.Subscript | ast.Attribute):
        return _bases(node.value)
    if not isinstance(node, ast.Call):
        return set()
    function = node.func
    if isinstance(function, ast.Name):
        through = function.id in ("enumerate", "zip", "reversed")
        return {name for part in node.args for name in _bases(part)} if through else set()
    if isinstance(function, ast.Attribute) and function.attr in _VIEWING:
        return {name for part in (function.value, *node.args) for name in _bases(part)}
    return set()


def _is_array(name: str, loop: ast.For, facts: Facts) -> bool:
    for node in ast.walk(loop):
        if isinstance(node, ast.Name) and node.id == name:
            return facts.kind_of(node) == "ndarray"
    return False
