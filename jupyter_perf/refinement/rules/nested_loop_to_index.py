from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import COMPREHENSIONS
from ._candidates import Candidates
from ._place import place
from ._rule import Rewrite, rule
from ._slots import stays_home

_STILL = (ast.Name, ast.Constant, ast.Subscript, ast.Attribute, ast.Tuple, ast.expr_context)
_CHANGERS = frozenset({"update", "pop", "popitem", "clear", "setdefault", "insert"})


@rule(
    *(ast.For, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    safety=Safety.CHECK,
    gain=80.0,
    hints=("==",),
)
def nested_loop_to_index(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Look partners up in a dict instead of comparing everything with everything.

    What it does:
        An inner loop that does something only where a key of its own equals something (or where
        two whole numbers add up to something) goes through the candidates that a dict, made once
        before the outer loop, has for it. The test stays, and so does the order.

    Why it is slow:
        Two nested loops compare each element of one with each of the other.

    Before:
        for a in left:
            for b in right:
                if a["id"] == b["id"]:
                    pairs.append((a["n"], b["n"]))

    After:
        right_by_key = {}
        for b_match in right:
            right_by_key.setdefault(b_match["id"], []).append(b_match)
        for a in left:
            for b_match in right_by_key.get(a["id"], ()):
                if a["id"] == b_match["id"]:
                    pairs.append((a["n"], b_match["n"]))

    When not:
        Keys that can't be hashed, sums of floats, an inner sequence that the loops change,
        anything that the inner loop does for elements that don't match.

    Source:
        Hash joins: Graefe, "Query Evaluation Techniques for Large Databases", 1993; seen gains
        269 and 343 times.
    """
    for inner in _inners(node, facts):
        own = flow.stores([inner.target])
        through = Candidates.of(inner.iterated, own, facts)
        if through is None:
            continue
        for key, wanted in _keys(inner.tests, own, facts):
            needed = flow.loads(key) - own | through.names
            before = place(inner.iterated, needed, facts)
            if before is None or _keys_change(inner, key, before, facts):
                continue
            return _written(inner, through, key, wanted, before, facts)
    return None


@dataclass(frozen=True)
class _Inner:
    """An inner loop: what it binds, what it goes through, what it asks first."""

    target: ast.expr
    iterated: ast.expr
    tests: tuple[ast.expr, ...]
    loop: ast.For | None


def _inners(node: ast.For | ast.ListComp, facts: Facts) -> Iterator[_Inner]:
    if not isinstance(node, ast.For):
        lazy = isinstance(node, ast.GeneratorExp)
        if lazy and not isinstance(facts.source.parents[node], ast.Call):
            return
        for part in node.generators:
            if part.ifs and not part.is_async:
                yield _Inner(part.target, part.iter, _ands(part.ifs[0]), None)
        return
    only = node.body[0] if len(node.body) == 1 else None
    if not isinstance(only, ast.If) or only.orelse or not facts.source.loops(node):
        return
    # What the loop's variable holds at its end would be another element.
    if not _read_beyond(node, facts):
        yield _Inner(node.target, node.iter, _ands(only.test), node)


def _read_beyond(loop: ast.For, facts: Facts) -> bool:
    """True where the loop's variable is read elsewhere than in loops that bind it."""
    for name in flow.stores([loop.target]):
        scope = facts.scope(name, loop)
        for use in facts.source.all(ast.Name):
            if use.id == name and isinstance(use.ctx, ast.Load):
                bound = any(_binds(outer, name) for outer in facts.source.ancestors(use))
                if not bound and facts.scope(name, use) is scope:
                    return True
    return False


def _binds(node: ast.AST, name: str) -> bool:
    if isinstance(node, COMPREHENSIONS):
        return any(name in flow.stores([g.target]) for g in node.generators)
    return isinstance(node, ast.For) and name in flow.stores([node.target])


def _ands(test: ast.expr) -> tuple[ast.expr, ...]:
    both = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    return tuple(test.values) if both else (test,)  # type: ignore[attr-defined]


def _keys(
    tests: tuple[ast.expr, ...], own: set[str], facts: Facts
) -> Iterator[tuple[ast.expr, str]]:
    """(the inner element's key, text of what it must equal), where dict and `==` agree."""
    for test in tests:
        if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
            return
        right = test.comparators[0]
        if isinstance(test.ops[0], ast.Eq):
            for one, other in ((test.left, right), (right, test.left)):
                if _plain(one, own) and not flow.loads(other) & own:
                    if all(shapes.hashable(shapes_of(side, facts)) for side in (one, other)):
                        yield one, facts.source.segment(other)
                elif isinstance(one, ast.BinOp) and not flow.loads(other) & own:
                    yield from _summand(one, other, own, facts)
        # Only tests that can't fail may be skipped for elements without partner.
        if not all(isinstance(s, ast.Name | ast.Constant) for s in (test.left, right)):
            return


def _summand(
    total: ast.BinOp, goal: ast.expr, own: set[str], facts: Facts
) -> Iterator[tuple[ast.expr, str]]:
    if not isinstance(total.op, ast.Add):
        return
    for one, other in ((total.left, total.right), (total.right, total.left)):
        whole = all(shapes.whole(shapes_of(part, facts)) for part in (one, other, goal))
        still = all(isinstance(p, _STILL) for s in (other, goal) for p in ast.walk(s))
        if whole and still and _plain(one, own) and not flow.loads(other) & own:
            yield one, f"{facts.source.segment(goal)} - {facts.source.segment(other)}"


def _plain(key: ast.expr, own: set[str]) -> bool:
    """True for keys that are got by names, parts and attributes alone."""
    return all(isinstance(part, _STILL) for part in ast.walk(key)) and bool(flow.loads(key) & own)


def _keys_change(inner: _Inner, key: ast.expr, before: ast.stmt, facts: Facts) -> bool:
    """True where an element may get another key after the dict was made."""
    held = elements_of(inner.iterated, facts)
    if shapes.hashable(held) and not flow.has(key, ast.Attribute):
        return False
    used = {ast.dump(part.slice) for part in ast.walk(key) if isinstance(part, ast.Subscript)}
    for part in ast.walk(before):
        if isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load):
            same = not isinstance(part.slice, ast.Constant) or ast.dump(part.slice) in used
            if same and not _is_own(part.value, facts):
                return True
        elif (isinstance(part, ast.Attribute) and not isinstance(part.ctx, ast.Load)) or (
            isinstance(part, ast.Call) and getattr(part.func, "attr", "") in _CHANGERS
        ):
            return True
    return False


def _is_own(node: ast.expr, facts: Facts) -> bool:
    """True for a container that the source itself made, which is no element of another."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        return _is_own(node.value, facts) and _holds_new_ones(node.value, facts)
    if not isinstance(node, ast.Name):
        return False
    made = facts.assigned(node)
    return (
        made is not None
        and facts.kind_of(made) in ("dict", "list", "set")
        and not isinstance(made, ast.Name | ast.Subscript | ast.Attribute)
    )


def _holds_new_ones(name: ast.Name, facts: Facts) -> bool:
    """True where all that is put into an empty dict of the source's own is made on the spot."""
    made = facts.assigned(name)
    if not isinstance(made, ast.Dict) or made.keys or not stays_home(name, facts):
        return False
    for use in facts.source.all(ast.Name):
        if use.id != name.id or facts.scope(use.id, use) is not facts.scope(name.id, name):
            continue
        parent = facts.source.parents[use]
        if isinstance(parent, ast.Attribute) and parent.attr not in flow.QUIET_METHODS:
            return False
        if isinstance(parent, ast.Subscript) and not isinstance(parent.ctx, ast.Load):
            stmt = facts.source.parents[parent]
            new = isinstance(stmt, ast.Assign) and isinstance(stmt.value, ast.Dict | ast.List)
            if not new:
                return False
    return True


def _written(
    inner: _Inner,
    through: Candidates,
    key: ast.expr,
    wanted: str,
    before: ast.stmt,
    facts: Facts,
) -> Rewrite:
    base = sorted(through.names)[0] if through.names else "places"
    name = facts.fresh(f"{base}_by_key")
    renamed = _renamed(inner, facts)

    def text(node: ast.expr) -> str:
        uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id in renamed]
        return facts.source.render(node, {n: renamed[n.id] for n in uses})

    target = text(inner.target)
    item = f"({target})" if isinstance(inner.target, ast.Tuple) and target[0] != "(" else target
    made = (
        f"{name} = {{}}\nfor {target} in {through.every}:\n"
        f"    {name}.setdefault({text(key)}, []).append({item})"
    )
    got = f"{name}.get({wanted}, ())"
    if through.least:
        got = f"({target} for {target} in {got} if {target} >= {through.least})"
    changes: list[Change] = [Around(before, made), Swap(inner.iterated, got)]
    if inner.loop is not None:
        changes += _swaps(inner.loop, renamed)
    return Rewrite(tuple(changes))


def _renamed(inner: _Inner, facts: Facts) -> Mapping[str, str]:
    """New names for the loop's variables.

    In a cell they outlive the loop, with the last element in them; that one would be another.
    """
    own = flow.stores([inner.target])
    stays = inner.loop is not None and facts.source.function(inner.loop) is not None
    return {} if stays else {name: facts.fresh(f"{name}_match") for name in own}


def _swaps(loop: ast.For, renamed: Mapping[str, str]) -> list[Change]:
    inside = [loop.target, *loop.body, *loop.orelse]
    return [
        Swap(part, renamed[part.id])
        for part in flow.walk(inside)
        if isinstance(part, ast.Name) and part.id in renamed
    ]
