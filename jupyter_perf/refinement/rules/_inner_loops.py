"""Loops in others that do something only where a test holds, and new names in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .. import flow
from ..concrete import Change, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS


@dataclass(frozen=True)
class Inner:
    """An inner loop: what it binds, what it goes through, what it asks first."""

    target: ast.expr
    iterated: ast.expr
    tests: tuple[ast.expr, ...]
    loop: ast.For | None
    given: Mapping[str, ast.expr] = field(default_factory=dict)
    """Names that a round gives to parts of what is there before it asks (`b = items[j]`)."""

    @property
    def own(self) -> set[str]:
        """Names that hang on the element."""
        found = flow.stores([self.target])
        for name, value in self.given.items():
            if flow.loads(value) & found:
                found.add(name)
        return found

    def loads(self, node: ast.expr) -> set[str]:
        """Names that an expression reads once the given ones are written out."""
        found = flow.loads(node)
        for name in reversed([*self.given]):
            if name in found:
                found = found - {name} | flow.loads(self.given[name])
        return found

    def written(self, node: ast.expr, facts: Facts, renamed: Mapping[str, str]) -> str:
        """The text of an expression with the given names written out, and new ones for others."""
        texts: dict[ast.expr, str] = {}
        for part in ast.walk(node):
            if isinstance(part, ast.Name):
                if part.id in self.given:
                    texts[part] = self.written(self.given[part.id], facts, renamed)
                elif part.id in renamed:
                    texts[part] = renamed[part.id]
        return facts.source.render(node, texts)


def inner_loops(
    node: ast.For | ast.ListComp, facts: Facts, *, called: bool = False
) -> Iterator[Inner]:
    """The inner loops that a statement or comprehension has; `called` counts what a function does
    each time it is called as a loop inside another one."""
    if not isinstance(node, ast.For):
        lazy = isinstance(node, ast.GeneratorExp)
        if lazy and not isinstance(facts.source.parents[node], ast.Call):
            return
        for part in node.generators:
            if part.ifs and not part.is_async:
                yield Inner(part.target, part.iter, _ands(part.ifs[0]), None)
        return
    asked = _asked(node) if called or facts.source.loops(node) else None
    if asked is None:
        return
    tests, given = asked
    if unread_after(node, given, facts):
        yield Inner(node.target, node.iter, tests, node, given)


def unread_after(loop: ast.For, given: Mapping[str, ast.expr], facts: Facts) -> bool:
    """True where nobody reads what the loop's variables hold at its end: another element."""
    return not _read_beyond(loop, flow.stores([loop.target]), facts) and _are_local(
        given, loop, facts
    )


_PLAIN = (ast.Name, ast.Subscript, ast.Attribute, ast.Constant, ast.expr_context)


def _asked(loop: ast.For) -> tuple[tuple[ast.expr, ...], dict[str, ast.expr]] | None:
    """(tests without which a round does nothing, names that it gives before they are asked)."""
    tests: list[ast.expr] = []
    given: dict[str, ast.expr] = {}
    bound = flow.stores(loop)
    for stmt in loop.body:
        if isinstance(stmt, ast.Assign):
            target = stmt.targets[0]
            known = bound - flow.stores([loop.target]) - given.keys()
            plain = all(isinstance(part, _PLAIN) for part in ast.walk(stmt.value))
            if not plain or len(stmt.targets) > 1 or flow.loads(stmt.value) & known:
                break
            if not isinstance(target, ast.Name) or target.id in given:
                break
            given[target.id] = stmt.value
        elif isinstance(stmt, ast.If) and not stmt.orelse:
            goes_on = isinstance(stmt.body[0], ast.Continue)
            if not goes_on and stmt is not loop.body[-1]:
                break
            tests += _otherwise(stmt.test) if goes_on else _ands(stmt.test)
            if goes_on and not _otherwise(stmt.test):
                break
        else:
            break
    return (tuple(tests), given) if tests else None


_OTHERWISE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.NotEq: ast.Eq,
    ast.Eq: ast.NotEq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def _otherwise(test: ast.expr) -> list[ast.expr]:
    """Tests that hold where one of `a != b`, or of several of them with `or`, doesn't."""
    either = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or)
    found: list[ast.expr] = []
    for part in test.values if either else [test]:  # type: ignore[attr-defined]
        if isinstance(part, ast.Subscript):
            # `if used[j]: continue`
            found.append(ast.copy_location(ast.UnaryOp(ast.Not(), part), part))
            continue
        if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not):
            found.append(part.operand)
            continue
        if not (isinstance(part, ast.Compare) and len(part.ops) == 1):
            return []
        other = _OTHERWISE.get(type(part.ops[0]))
        if other is None:
            return []
        equal = ast.Compare(part.left, [other()], part.comparators)
        found.append(ast.copy_location(equal, part))
    return found


def _are_local(given: Mapping[str, ast.expr], loop: ast.For, facts: Facts) -> bool:
    """True where names are bound once, in a loop, and not read elsewhere."""
    for name in given:
        if name in facts.namespace or name in facts.taken:
            return False
        scope = facts.scope(name, loop)
        if len(facts.binders(name, scope)) != 1:
            return False
        uses = (use for use in facts.source.all(ast.Name) if use.id == name)
        own = (use for use in uses if facts.scope(name, use) is scope)
        if not all(facts.source.inside(use, loop) for use in own):
            return False
    return True


def _read_beyond(loop: ast.For, names: set[str], facts: Facts) -> bool:
    """True where one of a loop's variables is read elsewhere than in loops that bind it."""
    for name in names:
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


def new_names(inner: Inner, facts: Facts) -> Mapping[str, str]:
    """New names for the loop's variables.

    In a cell they outlive the loop, with the last element in them; that one would be another.
    """
    own = flow.stores([inner.target]) | inner.given.keys()
    stays = inner.loop is not None and facts.source.function(inner.loop) is not None
    return {} if stays else {name: facts.fresh(f"{name}_match") for name in own}


def swaps(loop: ast.For, renamed: Mapping[str, str]) -> list[Change]:
    inside = [loop.target, *loop.body, *loop.orelse]
    return [
        Swap(part, renamed[part.id])
        for part in flow.walk(inside)
        if isinstance(part, ast.Name) and part.id in renamed
    ]


def with_names(node: ast.expr, renamed: Mapping[str, str], facts: Facts) -> str:
    """The text of an expression with new names in it."""
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id in renamed]
    return facts.source.render(node, {n: renamed[n.id] for n in uses})
