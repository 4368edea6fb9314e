"""Loops that look through a list of bounds from its first on: what names mean in a round."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts


@dataclass(frozen=True)
class Walk:
    """A loop through `items`, in order.

    `place` is the variable that counts, or empty; `target` is what an element is bound to. With
    `pairs` an element is one of `items` and the one behind it. `stop` is the text of how many
    places there are; `counts` are the statements of a `while` that count.
    """

    loop: ast.For | ast.While
    items: ast.Name
    place: str
    target: ast.expr | None
    stop: str
    pairs: bool = False
    back: bool = False
    """Whether it begins at the last."""
    base: int = 0
    """Where counting begins: by 1 an element is the one ahead of `items[i]`."""
    counts: tuple[ast.stmt, ...] = ()
    body: tuple[ast.stmt, ...] = field(default=())

    @property
    def own(self) -> set[str]:
        """The loop's variables."""
        bound = flow.stores([self.target]) if self.target is not None else set()
        return bound | ({self.place} if self.place else set())


def walk_of(loop: ast.For | ast.While, facts: Facts) -> Walk | None:
    """How a loop goes through a list; None for other loops."""
    if isinstance(loop, ast.While):
        return _counting(loop, facts)
    body = tuple(loop.body)
    if isinstance(loop.iter, ast.Name):
        return Walk(loop, loop.iter, "", loop.target, f"len({loop.iter.id})", body=body)
    name, given = _call(loop.iter, facts)
    turned = given[0] if name == "reversed" and len(given) == 1 else _turned(loop.iter)
    if isinstance(turned, ast.Name):
        stop = f"len({turned.id})"
        return Walk(loop, turned, "", loop.target, stop, back=True, body=body)
    if name == "range" and isinstance(loop.target, ast.Name):
        return _by_places(loop, given)
    if name == "enumerate" and isinstance(loop.target, ast.Tuple) and len(given) == 1:
        place, *rest = loop.target.elts
        if not isinstance(place, ast.Name) or len(rest) != 1:
            return None
        if isinstance(given[0], ast.Name):
            stop = f"len({given[0].id})"
            return Walk(loop, given[0], place.id, rest[0], stop, body=body)
        return _by_pairs(loop, place.id, rest[0], given[0], facts)
    return _by_pairs(loop, "", loop.target, loop.iter, facts)


def _call(node: ast.expr, facts: Facts) -> tuple[str, list[ast.expr]]:
    """(built-in function, arguments) of a call without keywords."""
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords
    if not named or not facts.is_builtin(node.func.id, at=node):  # type: ignore[attr-defined]
        return "", []
    return node.func.id, node.args  # type: ignore[attr-defined]


def _turned(node: ast.expr) -> ast.expr | None:
    """`items` of `items[::-1]`."""
    turned = isinstance(node, ast.Subscript) and ast.unparse(node.slice) == "::-1"
    return node.value if turned else None  # type: ignore[attr-defined]


def _by_places(loop: ast.For, given: list[ast.expr]) -> Walk | None:
    assert isinstance(loop.target, ast.Name)
    place, body = loop.target.id, tuple(loop.body)
    base = 0
    if len(given) == 2 and ast.unparse(given[0]) in ("0", "1"):
        base, given = int(ast.unparse(given[0])), given[1:]
    items = _looked_at(loop, place)
    backwards = [f"len({items.id}) - 1", "-1", "-1"] if items is not None else []
    if items is not None and [ast.unparse(one) for one in given] == backwards:
        return Walk(loop, items, place, None, f"len({items.id})", back=True, body=body)
    if len(given) != 1 or items is None or flow.stores(loop.body) & flow.loads(given):
        return None
    return Walk(loop, items, place, None, ast.unparse(given[0]), base=base, body=body)


def _looked_at(loop: ast.For | ast.While, place: str) -> ast.Name | None:
    """The list that the first test compares an element of (`items[i]`), or a name for one."""
    asked: list[ast.AST] = [node for node in ast.walk(loop) if isinstance(node, ast.Compare)]
    asked += [s.value for s in loop.body if isinstance(s, ast.Assign | ast.AugAssign)]
    for part in flow.walk(asked):
        element = isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name)
        if element and place in flow.loads(part.slice):  # type: ignore[attr-defined]
            return part.value  # type: ignore[attr-defined, no-any-return]
    return None


def _by_pairs(
    loop: ast.For, place: str, target: ast.expr, given: ast.expr, facts: Facts
) -> Walk | None:
    """`zip(items, items[1:])`, `zip(items[:-1], items[1:])`, `pairwise(items)`."""
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2):
        return None
    if not all(isinstance(part, ast.Name) for part in target.elts):
        return None
    name, parts = _call(given, facts)
    items: ast.expr | None = None
    if name == "zip" and len(parts) == 2:
        items = parts[0]
        if isinstance(items, ast.Subscript) and ast.unparse(items.slice) == ":-1":
            items = items.value
        if ast.unparse(parts[1]) != f"{ast.unparse(items)}[1:]":
            return None
    elif isinstance(given, ast.Call) and facts.full_name(given.func) == "itertools.pairwise":
        items = given.args[0] if len(given.args) == 1 else None
    if not isinstance(items, ast.Name):
        return None
    stop = f"len({items.id}) - 1"
    return Walk(loop, items, place, target, stop, pairs=True, body=tuple(loop.body))


def _counting(loop: ast.While, facts: Facts) -> Walk | None:
    """`while i < n:` with `i += 1` at the end of each round, and `i = 0` before."""
    tests = loop.test.values if isinstance(loop.test, ast.BoolOp) else [loop.test]
    first = tests[0]
    if len(tests) > 1 and not isinstance(loop.test.op, ast.And):  # type: ignore[attr-defined]
        return None
    if not (isinstance(first, ast.Compare) and [type(op) for op in first.ops] == [ast.Lt]):
        return None
    if not isinstance(first.left, ast.Name) or loop.orelse:
        return None
    place, stop = first.left.id, first.comparators[0]
    if not facts.is_builtin("len", at=loop):
        return None
    items = _looked_at(loop, place)
    if items is None or place in flow.loads(stop) or flow.stores(loop) & flow.loads(stop):
        return None
    steps = [s for s in flow.walk(loop.body) if isinstance(s, ast.stmt) and place in _bound(s)]
    if len(steps) != 1 or ast.unparse(steps[0]) not in (f"{place} += 1", f"{place} = {place} + 1"):
        return None
    if not _begins_at_0(loop, place, facts):
        return None
    body = list(loop.body)
    if body[-1] is steps[0]:
        body.pop()
    elif not _counts_otherwise(body, steps[0]):
        return None
    return Walk(loop, items, place, None, ast.unparse(stop), counts=(steps[0],), body=tuple(body))


def _bound(stmt: ast.stmt) -> set[str]:
    return flow.stores(stmt) if isinstance(stmt, ast.Assign | ast.AugAssign | ast.For) else set()


def _counts_otherwise(body: list[ast.stmt], step: ast.stmt) -> bool:
    """True for `if …: …; break` with `else: i += 1`."""
    only = body[0]
    return len(body) == 1 and isinstance(only, ast.If) and only.orelse == [step]


def _begins_at_0(loop: ast.While, place: str, facts: Facts) -> bool:
    for stmt in facts.source.before(loop):
        if place in flow.stores(stmt):
            return ast.unparse(stmt) == f"{place} = 0"
    return False
