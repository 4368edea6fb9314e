from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import callees, flow
from ..concrete import Instead
from ..facts import Facts
from ..source import Decline
from ._cells import Reader
from ._guarded import is_fallback
from ._rule import Rewrite, rule
from ._whole_columns import whole_tests


@rule(ast.For, safety=Safety.CHECK, gain=40.0, hints=(".loc[", ".at["))
def label_counts_to_lists(node: ast.For, facts: Facts) -> Rewrite | None:
    """Add to lists of numbers instead of to single places of a table.

    What it does:
        `table.loc[a, b] += n` or `table.at[a, b] += n` in a loop adds to a list of rows that is
        made before the loop, and dictionaries tell where the labels lie. All numbers come back
        into the table after it. A guard keeps the original for tables of other types, or with
        labels that occur twice.

    Why it is slow:
        Reading and setting one place of a frame by its labels takes 10 to 100 microseconds, an
        item of a list some 30 nanoseconds.

    Before:
        for a, b in pairs:
            table.loc[a, b] += 1

    After:
        if len(table) and table.index.is_unique and table.columns.is_unique and ...:
            table_rows = {label: place for place, label in enumerate(table.index)}
            table_columns = {label: place for place, label in enumerate(table.columns)}
            table_values = table.to_numpy().tolist()
            for a, b in pairs:
                table_values[table_rows[a]][table_columns[b]] += 1
            table.iloc[:, :] = table_values
        else:
            ...

    When not:
        The table is used in any other way in the loop, or known by another name; what is added
        may be no number.

    Source:
        The pandas documentation, "Fast scalar value getting and setting".
    """
    if is_fallback(node, facts) or facts.source.loops(node) or flow.has(node, ast.Try):
        return None
    if flow.has(node, ast.Return, ast.Yield, ast.YieldFrom, ast.Await):
        return None
    if not facts.is_builtin("len", "enumerate", "set", "isinstance", "str", at=node):
        return None
    names = dict.fromkeys(root.id for root in map(_root, _targets(node)) if root is not None)
    for name in names:
        table = _table(name, node, facts)
        if table is not None:
            text, line = _written(node, table, facts)
            return Rewrite((Instead(node, text),), (line,) if line else ())
    return None


@dataclass(frozen=True)
class _Sum:
    """`target op= value`, or `target = target op value`."""

    stmt: ast.Assign | ast.AugAssign
    target: ast.Subscript
    row: ast.expr
    column: ast.expr
    value: ast.expr
    sign: str


@dataclass(frozen=True)
class _Table:
    name: str
    sums: list[_Sum]
    surely: bool
    """True where it is known to be a frame."""


def _targets(loop: ast.For) -> list[ast.Subscript]:
    found = [n.targets[0] for n in ast.walk(loop) if isinstance(n, ast.Assign)]
    found += [n.target for n in ast.walk(loop) if isinstance(n, ast.AugAssign)]
    return [target for target in found if isinstance(target, ast.Subscript)]


def _root(target: ast.Subscript) -> ast.Name | None:
    """The table of `table.loc[a, b]`."""
    owner = target.value
    by_label = isinstance(owner, ast.Attribute) and owner.attr in ("loc", "at")
    pair = isinstance(target.slice, ast.Tuple) and len(target.slice.elts) == 2
    if by_label and pair and isinstance(owner.value, ast.Name):  # type: ignore[attr-defined]
        return owner.value  # type: ignore[attr-defined]
    return None


def _table(name: str, loop: ast.For, facts: Facts) -> _Table | None:
    """What is added to a frame in a loop, if nothing else is done with it there."""
    sums: list[_Sum] = []
    inside: set[ast.AST] = set()
    for stmt in ast.walk(loop):
        found = _sum(stmt) if isinstance(stmt, ast.Assign | ast.AugAssign) else None
        if found is not None and _named(found.target) == name:
            sums.append(found)
            inside |= set(ast.walk(stmt)) - set(ast.walk(found.value))
        elif isinstance(stmt, ast.Attribute) and stmt.attr in ("index", "columns"):
            inside.add(stmt.value)
    uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == name]
    root = _root(sums[0].target) if sums else None
    if root is None or any(use not in inside for use in uses):
        return None
    kind = Reader(loop, facts).kind(root)
    if kind == "Series" or not all(_single(found) for found in sums):
        return None
    seen = facts.aliases_of(name) - {name}
    if seen & flow.loads(loop) or callees.reads([loop], name, facts):
        return None
    return _Table(name, sums, kind == "DataFrame")


def _named(target: ast.Subscript) -> str | None:
    root = _root(target)
    return None if root is None else root.id


def _sum(stmt: ast.Assign | ast.AugAssign) -> _Sum | None:
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
    if not isinstance(target, ast.Subscript) or _root(target) is None:
        return None
    if not isinstance(operator, ast.Add | ast.Sub):
        return None
    assert isinstance(target.slice, ast.Tuple)
    row, column = target.slice.elts
    return _Sum(stmt, target, row, column, value, "+" if isinstance(operator, ast.Add) else "-")


def _same(one: ast.expr, other: ast.expr) -> bool:
    """True for the same text, read in one place and set in the other."""
    return ast.unparse(one) == ast.unparse(other)


def _single(found: _Sum) -> bool:
    """True where the labels stand for one place, and may be looked up twice."""
    labels = (found.row, found.column)
    if any(flow.has(label, ast.Slice, ast.Lambda, ast.Compare, ast.List) for label in labels):
        return False
    text = isinstance(found.value, ast.Constant | ast.JoinedStr) and not _number(found.value)
    return not text


def _number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _written(loop: ast.For, table: _Table, facts: Facts) -> tuple[str, str]:
    name = table.name
    rows, columns, values = (facts.fresh(f"{name}_{w}") for w in ("rows", "columns", "values"))
    swaps: dict[ast.expr, str] = {}
    for found in table.sums:
        row, column = facts.source.segment(found.row), facts.source.segment(found.column)
        text = f"{values}[{rows}[{row}]][{columns}[{column}]]"
        swaps[found.target] = text
        if isinstance(found.stmt, ast.Assign):
            assert isinstance(found.stmt.value, ast.BinOp)
            swaps[found.stmt.value.left] = text
    new, old = facts.source.block_text(loop, swaps), facts.source.block_text(loop)
    if new is None or old is None:
        raise Decline("a loop that shares its line")
    tests, line = _tests(loop, table, facts)
    body = [
        f"{rows} = {{label: place for place, label in enumerate({name}.index)}}",
        f"{columns} = {{label: place for place, label in enumerate({name}.columns)}}",
        f"{values} = {name}.to_numpy().tolist()",
        new.rstrip("\n"),
        f"{name}.iloc[:, :] = {values}",
    ]
    return (
        f"if {' and '.join(tests)}:\n{_indented(chr(10).join(body))}\nelse:\n{_indented(old)}",
        line,
    )


def _tests(loop: ast.For, table: _Table, facts: Facts) -> tuple[list[str], str]:
    """(what must hold for the lists to stand for the table, an import line that it needs)."""
    name = table.name
    tests, line = [f"len({name})"], ""
    if not table.surely:
        pandas, line = facts.module("pandas", "pd")
        tests.append(f"isinstance({name}, {pandas}.DataFrame)")
    tests += [f"{name}.index.is_unique", f"{name}.columns.is_unique"]
    whole = [whole_tests(found.value, loop, facts) for found in table.sums]
    columns = list(dict.fromkeys(test for tests in whole for test in tests or []))
    kinds = f"set({name}.dtypes.astype(str))"
    if None in whole:
        return [*tests, f'{kinds} == {{"float64"}}'], line
    if not columns:
        return [*tests, f'{kinds} in ({{"int64"}}, {{"float64"}})'], line
    either = " and ".join([f'{kinds} == {{"int64"}}', *columns])
    return [*tests, f'({kinds} == {{"float64"}} or {either})'], line


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line.strip() else line for line in text.splitlines())
