"""Filters of a frame by the value of a loop's variable: `df[df['k'] == value]`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS
from ..syntax import column_of, text_of

_KINDS = frozenset({"str", "int"})
_SAME_ELEMENTS = frozenset({"tolist", "to_list", "unique", "drop_duplicates", "to_numpy", "copy"})


@dataclass(frozen=True)
class Mask:
    """Rows of `frame` where each of `keys` equals the name in `values`; maybe one column."""

    frame: ast.Name
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    values: tuple[ast.Name, ...]
    column: str | None
    named: ast.Assign | None = None
    """The statement that gives the comparison a name, where nothing else reads that."""


@dataclass(frozen=True)
class Binding:
    """The loop or comprehension clause that gives a name its values, each at most once or not."""

    loop: ast.AST
    distinct: bool


def mask_of(node: ast.Subscript, facts: Facts) -> Mask | None:
    """The filter that an expression makes, or None."""
    base, test, column = node.value, node.slice, None
    if isinstance(base, ast.Attribute) and base.attr == "loc":
        base = base.value
        if isinstance(test, ast.Tuple) and len(test.elts) == 2:
            column = text_of(test.elts[1])
            if column is None:
                return None
            test = test.elts[0]
    test, named = named_test(test, facts)
    if not isinstance(base, ast.Name) or not isinstance(node.ctx, ast.Load):
        return None
    pairs = _pairs(test, base.id)
    if not pairs or len({key for key, _ in pairs}) < len(pairs):
        return None
    known = facts.frame(base, facts.source.statement(node))
    if known is None or any(known.columns.get(key) not in _KINDS for key, _ in pairs):
        return None
    names = (*known.columns, *(key for key, _ in pairs))
    if column not in (None, *known.columns) or any(c in name for name in names for c in "\\'\""):
        return None
    keys, values = zip(*pairs, strict=True)
    return Mask(base, tuple(known.columns), keys, values, column, named)


def named_test(
    test: ast.expr, facts: Facts, several: bool = False
) -> tuple[ast.expr, ast.Assign | None]:
    """(the comparison that a name stands for, the statement that names it and can be left out).

    The test itself, and None, for anything else than a name that a statement above in the same
    block of a loop or a function gives a comparison, and that is read only here; or, where
    `several`, in filters alone, all of which `filters_by` gives.
    """
    if not isinstance(test, ast.Name) or test.id in facts.namespace:
        return test, None
    use, scope = facts.source.statement(test), facts.scope(test.id, test)
    named = [n for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == test.id]
    inner = facts.source.loops(use) or facts.source.function(use) is not None
    for stmt in facts.source.before(use) if inner else ():
        if isinstance(stmt, ast.Assign) and stmt.targets[0] in named:
            uses = [n for n in named if n is not stmt.targets[0]]
            alone = len(uses) == 1 or (several and all(_filter(n, facts) for n in uses))
            known = alone and len(stmt.targets) == 1 and _unchanged(stmt, uses, facts)
            return (stmt.value, stmt) if known else (test, None)
    return test, None


def filters_by(name: ast.Name, facts: Facts) -> list[ast.Subscript]:
    """All filters whose test is a name."""
    scope = facts.scope(name.id, name)
    same = (n for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == name.id)
    found = (_filter(n, facts) for n in same)
    return [node for node in found if node is not None]


def _filter(name: ast.Name, facts: Facts) -> ast.Subscript | None:
    """The filter `frame[name]` or `frame.loc[name, …]` that a name is the test of."""
    parent = facts.source.parents[name]
    if isinstance(parent, ast.Tuple) and parent.elts[0] is name:
        parent = facts.source.parents[parent]
    return parent if isinstance(parent, ast.Subscript) and parent.value is not name else None


def _unchanged(stmt: ast.Assign, uses: list[ast.Name], facts: Facts) -> bool:
    """True where all uses follow in the same block, before anything that the test reads changes."""
    block = facts.source.block(stmt)
    later = block[block.index(stmt) + 1 :]
    at = [i for use in uses for i, s in enumerate(later) if facts.source.inside(use, s)]
    if len(at) < len(uses):
        return False
    between = later[: max(at) + (len(uses) > 1)]
    return not flow.loads(stmt.value) & facts.changed(between)


def _pairs(test: ast.expr, frame: str) -> list[tuple[str, ast.Name]]:
    """(column, name) of each comparison that `&` joins; empty where there is anything else."""
    if isinstance(test, ast.BinOp) and isinstance(test.op, ast.BitAnd):
        left, right = _pairs(test.left, frame), _pairs(test.right, frame)
        return left + right if left and right else []
    if not (isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq)):
        return []
    if len(test.ops) != 1:
        return []
    for one, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        column = column_of(one, frame)
        if column is not None and isinstance(other, ast.Name):
            return [(column, other)]
    return []


def binding(name: ast.Name, node: ast.expr, facts: Facts) -> Binding | None:
    """What binds a name around `node`, where all of its values are whole numbers or text."""
    for parent in facts.source.ancestors(node):
        clauses = parent.generators if isinstance(parent, COMPREHENSIONS) else [parent]
        for clause in clauses:
            if not isinstance(clause, ast.For | ast.comprehension):
                continue
            if facts.source.inside(node, clause.iter):
                continue
            values = _iterated(clause, name.id, facts)
            if values is not None:
                return _judged(clause, values, name, facts)
    return None


def _iterated(clause: ast.For | ast.comprehension, name: str, facts: Facts) -> ast.expr | None:
    """The expression that gives `name` its values, looking through `enumerate`."""
    target, values = clause.target, clause.iter
    if isinstance(target, ast.Name):
        return values if target.id == name else None
    if (
        isinstance(target, ast.Tuple)
        and len(target.elts) == 2
        and isinstance(target.elts[1], ast.Name)
        and target.elts[1].id == name
        and isinstance(values, ast.Call)
        and isinstance(values.func, ast.Name)
        and values.func.id == "enumerate"
        and facts.is_builtin("enumerate", at=values)
        and len(values.args) == 1
    ):
        return values.args[0]
    return None


def _judged(
    clause: ast.For | ast.comprehension, values: ast.expr, name: ast.Name, facts: Facts
) -> Binding | None:
    if isinstance(clause, ast.For):
        rebound = [n for n in ast.walk(clause) if isinstance(n, ast.Name) and n.id == name.id]
        if sum(not isinstance(n.ctx, ast.Load) for n in rebound) != 1:
            return None
    distinct = _distinct(values, facts)
    return None if distinct is None else Binding(clause, distinct)


def _distinct(values: ast.expr, facts: Facts) -> bool | None:
    """Whether values come once each; None where they may be something else than keys."""
    if isinstance(values, ast.Call):
        called = values.func
        if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
            if called.id == "range":
                return True
            if (
                called.id in ("sorted", "list", "set", "tuple", "reversed")
                and len(values.args) == 1
            ):
                inner = _distinct(values.args[0], facts)
                return True if inner is not None and called.id == "set" else inner
            return None
        if isinstance(called, ast.Attribute) and called.attr in _SAME_ELEMENTS and not values.args:
            inner = _distinct(called.value, facts)
            once = called.attr in ("unique", "drop_duplicates")
            return True if inner is not None and once else inner
        return None
    if _key_column(values, facts):
        return False
    if isinstance(values, ast.List | ast.Tuple | ast.Set):
        keys = [part.value for part in values.elts if isinstance(part, ast.Constant)]
        plain = len(keys) == len(values.elts) and all(type(key) in (int, str) for key in keys)
        return len(set(keys)) == len(keys) if plain else None
    if isinstance(values, ast.Name):
        assigned = facts.assigned(values)
        if assigned is not None:
            return _distinct(assigned, facts)
    return False if facts.every(values, _plain_keys) else None


def _key_column(node: ast.expr, facts: Facts) -> bool:
    if not isinstance(node, ast.Subscript | ast.Attribute) or not isinstance(node.value, ast.Name):
        return False
    known = facts.frame(node.value, facts.source.statement(node))
    label = node.attr if isinstance(node, ast.Attribute) else text_of(node.slice)
    return known is not None and label is not None and known.columns.get(label) in _KINDS


def _plain_keys(value: object) -> bool:
    """True for a list, tuple or set of whole numbers or text."""
    if type(value) not in (list, tuple, set):
        return False
    return all(type(part) in (int, str) for part in value)  # type: ignore[attr-defined]
