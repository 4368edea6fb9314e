"""Loops in others that do something only where a test holds, and new names in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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


def inner_loops(node: ast.For | ast.ListComp, facts: Facts) -> Iterator[Inner]:
    if not isinstance(node, ast.For):
        lazy = isinstance(node, ast.GeneratorExp)
        if lazy and not isinstance(facts.source.parents[node], ast.Call):
            return
        for part in node.generators:
            if part.ifs and not part.is_async:
                yield Inner(part.target, part.iter, _ands(part.ifs[0]), None)
        return
    only = node.body[0] if len(node.body) == 1 else None
    if not isinstance(only, ast.If) or only.orelse or not facts.source.loops(node):
        return
    # What the loop's variable holds at its end would be another element.
    if not _read_beyond(node, facts):
        yield Inner(node.target, node.iter, _ands(only.test), node)


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


def new_names(inner: Inner, facts: Facts) -> Mapping[str, str]:
    """New names for the loop's variables.

    In a cell they outlive the loop, with the last element in them; that one would be another.
    """
    own = flow.stores([inner.target])
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
