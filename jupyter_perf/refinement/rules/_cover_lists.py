"""Lists of what covers a point, of which nothing but lengths and sums is read."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from ..facts import Facts
from ._covers import Added, ands
from ._inner_loops import Inner


@dataclass(frozen=True)
class Listed:
    """`name = [… for target in items if …]`, and what is read of it: node → what that adds up."""

    name: str
    inner: Inner
    asked: dict[ast.expr, Added]


def listed(node: ast.Assign, facts: Facts) -> Listed | None:
    """The list that a statement makes, if every use of it behind that is a length or a sum."""
    target, made = node.targets[0], node.value
    if len(node.targets) > 1 or not isinstance(target, ast.Name):
        return None
    if not isinstance(made, ast.ListComp) or len(made.generators) != 1:
        return None
    part, scope = made.generators[0], facts.scope(target.id, target)
    tests = tuple(one for test in part.ifs for one in ands(test))
    known = target.id in facts.namespace or target.id in facts.taken
    if part.is_async or not tests or known or len(facts.binders(target.id, scope)) != 1:
        return None
    inner = Inner(part.target, part.iter, tests, None)
    block = facts.source.block(node)
    behind = block[block.index(node) + 1 :]
    asked: dict[ast.expr, Added] = {}
    for use in facts.source.all(ast.Name):
        if use.id != target.id or use is target or facts.scope(use.id, use) is not scope:
            continue
        if not any(facts.source.inside(use, stmt) for stmt in behind):
            return None
        found = _asked(use, made, inner, facts)
        if found is None:
            return None
        asked[found.node] = found  # type: ignore[index]
    return Listed(target.id, inner, asked) if asked else None


def _asked(use: ast.Name, made: ast.ListComp, inner: Inner, facts: Facts) -> Added | None:
    parent = facts.source.parents[use]
    if isinstance(parent, ast.If | ast.IfExp) and parent.test is use:
        return Added(use, inner, None)
    if isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not):
        return Added(use, inner, None)
    if isinstance(parent, ast.comprehension):
        return _summed(parent, made, inner, facts)
    if not isinstance(parent, ast.Call) or parent.args != [use] or parent.keywords:
        return None
    called = parent.func.id if isinstance(parent.func, ast.Name) else ""
    if called not in ("len", "sum") or not facts.is_builtin(called, at=parent):
        return None
    return Added(parent, inner, made.elt if called == "sum" else None)


def _summed(
    part: ast.comprehension, made: ast.ListComp, inner: Inner, facts: Facts
) -> Added | None:
    """`sum(amount for target in name)`."""
    inside = facts.source.parents[part]
    call = facts.source.parents[inside]
    if not isinstance(inside, ast.GeneratorExp | ast.ListComp) or len(inside.generators) != 1:
        return None
    if not (isinstance(call, ast.Call) and call.args == [inside] and not call.keywords):
        return None
    if not (isinstance(call.func, ast.Name) and call.func.id == "sum") or part.ifs:
        return None
    whole = ast.dump(made.elt) == ast.dump(_loaded(inner.target))
    if not whole or part.is_async or not facts.is_builtin("sum", at=call):
        return None
    if ast.dump(part.target) == ast.dump(inner.target):
        return Added(call, inner, inside.elt)
    if not (isinstance(part.target, ast.Name) and isinstance(inner.target, ast.Name)):
        return None
    renamed = {part.target.id: inner.target.id}
    return Added(call, replace(inner, target=part.target), inside.elt, renamed=renamed)


def _loaded(target: ast.expr) -> ast.expr:
    """A target as an expression."""
    found: ast.expr = ast.parse(ast.unparse(target), mode="eval").body
    return found


def names_for(found: Listed, facts: Facts) -> dict[ast.expr, str]:
    """A name for each different thing that is read of the list."""
    names: dict[str, str] = {}
    for one in found.asked.values():
        key = _key(one)
        if key not in names:
            word = "count" if one.amount is None else "total"
            names[key] = facts.fresh(f"{found.name}_{word}")
    return {node: names[_key(one)] for node, one in found.asked.items()}


def _key(one: Added) -> str:
    return "" if one.amount is None else ast.dump(one.amount)


def word_of(amount: ast.expr | None) -> str:
    """What is added up, as part of a name."""
    if amount is None:
        return "count"
    if isinstance(amount, ast.Subscript) and isinstance(amount.slice, ast.Constant):
        label = str(amount.slice.value)
        return label if label.isidentifier() else "sum"
    found = getattr(amount, "attr", getattr(amount, "id", "sum"))
    return str(found)
