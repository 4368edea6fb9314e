"""What a loop adds to single places of a table, by their labels."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import callees, flow
from ..facts import Facts
from ._cells import Reader


@dataclass(frozen=True)
class Sum:
    """`target op= value`, or `target = target op value`."""

    stmt: ast.Assign | ast.AugAssign
    target: ast.Subscript
    labels: list[ast.expr]
    """Of its row, and of its column."""
    value: ast.expr
    sign: str


@dataclass(frozen=True)
class Table:
    name: str
    sums: list[Sum]
    kind: str | None
    """`DataFrame` or `Series`; None for what may be a frame."""


def targets_of(loop: ast.For) -> list[ast.Subscript]:
    found = [n.targets[0] for n in ast.walk(loop) if isinstance(n, ast.Assign)]
    found += [n.target for n in ast.walk(loop) if isinstance(n, ast.AugAssign)]
    return [target for target in found if isinstance(target, ast.Subscript)]


def root_of(target: ast.Subscript) -> ast.Name | None:
    """The table of `table.loc[a, b]`, `table.at[a]` and `table[a]`."""
    owner = target.value
    if isinstance(owner, ast.Attribute) and owner.attr in ("loc", "at"):
        owner = owner.value
    elif isinstance(target.slice, ast.Tuple):
        return None
    pair = isinstance(target.slice, ast.Tuple) and len(target.slice.elts) == 2
    single = not isinstance(target.slice, ast.Tuple)
    return owner if isinstance(owner, ast.Name) and (pair or single) else None


def table_of(name: str, loop: ast.For, facts: Facts) -> Table | None:
    """What is added to a frame in a loop, if nothing else is done with it there."""
    sums: list[Sum] = []
    inside: set[ast.AST] = set()
    for stmt in ast.walk(loop):
        found = _sum(stmt) if isinstance(stmt, ast.Assign | ast.AugAssign) else None
        if found is not None and _named(found.target) == name:
            sums.append(found)
            inside |= set(ast.walk(stmt)) - set(ast.walk(found.value))
        elif isinstance(stmt, ast.Attribute) and stmt.attr in ("index", "columns"):
            inside.add(stmt.value)
    uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == name]
    root = root_of(sums[0].target) if sums else None
    if root is None or any(use not in inside for use in uses):
        return None
    kind = Reader(loop, facts).kind(root)
    sizes = {len(found.labels) for found in sums}
    if sizes != ({1} if kind == "Series" else {2}) or not all(map(_single, sums)):
        return None
    seen = facts.aliases_of(name) - {name}
    if seen & flow.loads(loop) or callees.reads([loop], name, facts):
        return None
    return Table(name, sums, kind)


def _named(target: ast.Subscript) -> str | None:
    root = root_of(target)
    return None if root is None else root.id


def _sum(stmt: ast.Assign | ast.AugAssign) -> Sum | None:
    target: ast.expr
    if isinstance(stmt, ast.AugAssign):
        target, operator, value = stmt.target, stmt.op, stmt.value
    else:
        target, made = stmt.targets[0], stmt.value
        if len(stmt.targets) != 1 or not isinstance(made, ast.BinOp):
            return None
        if not _same(made.left, target):
            return None
        operator, value = made.op, made.right
    if not isinstance(target, ast.Subscript) or root_of(target) is None:
        return None
    if not isinstance(operator, ast.Add | ast.Sub):
        return None
    labels = target.slice.elts if isinstance(target.slice, ast.Tuple) else [target.slice]
    return Sum(stmt, target, labels, value, "+" if isinstance(operator, ast.Add) else "-")


def _same(one: ast.expr, other: ast.expr) -> bool:
    """True for the same text, read in one place and set in the other."""
    return ast.unparse(one) == ast.unparse(other)


def _single(found: Sum) -> bool:
    """True where the labels stand for one place, and may be looked up twice."""
    if any(flow.has(label, ast.Slice, ast.Lambda, ast.Compare, ast.List) for label in found.labels):
        return False
    text = isinstance(found.value, ast.Constant | ast.JoinedStr) and not _number(found.value)
    return not text


def _number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)
