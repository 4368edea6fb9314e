from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Instead
from ..facts import Facts
from ..source import Decline
from ..writing import indented
from ._guarded import is_fallback
from ._label_sums import Table, root_of, table_of, targets_of
from ._rule import Rewrite, rule
from ._whole_columns import whole_tests


@rule(ast.For, safety=Safety.CHECK, gain=40.0, hints=(".loc[", ".at[", "Series("))
def label_counts_to_lists(node: ast.For, facts: Facts) -> Rewrite | None:
    """Add to lists of numbers instead of to single places of a table.

    What it does:
        `table.loc[a, b] += n` or `table.at[a, b] += n` in a loop adds to a list of rows that is
        made before the loop, and dictionaries tell where the labels lie; so does `series[a] += n`.
        All numbers come back into the table after it. A guard keeps the original for tables of
        other types, or with labels that occur twice.

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
    names = dict.fromkeys(root.id for root in map(root_of, targets_of(node)) if root is not None)
    for name in names:
        table = table_of(name, node, facts)
        if table is not None:
            text, line = _written(node, table, facts)
            return Rewrite((Instead(node, text),), (line,) if line else ())
    return None


def _written(loop: ast.For, table: Table, facts: Facts) -> tuple[str, str]:
    name = table.name
    rows, columns, values = (facts.fresh(f"{name}_{w}") for w in ("rows", "columns", "values"))
    swaps: dict[ast.expr, str] = {}
    for found in table.sums:
        places = zip((rows, columns), map(facts.source.segment, found.labels), strict=False)
        text = values + "".join(f"[{known}[{label}]]" for known, label in places)
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
        f"{name}.iloc[{':' if table.kind == 'Series' else ':, :'}] = {values}",
    ]
    if table.kind == "Series":
        del body[1]
    return (
        f"if {' and '.join(tests)}:\n{indented(chr(10).join(body))}\nelse:\n{indented(old)}",
        line,
    )


def _tests(loop: ast.For, table: Table, facts: Facts) -> tuple[list[str], str]:
    """(what must hold for the lists to stand for the table, an import line that it needs)."""
    name = table.name
    tests, line = [f"len({name})"], ""
    if table.kind is None:
        pandas, line = facts.module("pandas", "pd")
        tests.append(f"isinstance({name}, {pandas}.DataFrame)")
    tests.append(f"{name}.index.is_unique")
    tests += [f"{name}.columns.is_unique"] if table.kind != "Series" else []
    whole = [whole_tests(found.value, loop, facts) for found in table.sums]
    columns = list(dict.fromkeys(test for tests in whole for test in tests or []))
    one = table.kind == "Series"
    kinds = f"{{str({name}.dtype)}}" if one else f"set({name}.dtypes.astype(str))"
    if None in whole:
        return [*tests, f'{kinds} == {{"float64"}}'], line
    if not columns:
        return [*tests, f'{kinds} in ({{"int64"}}, {{"float64"}})'], line
    either = " and ".join([f'{kinds} == {{"int64"}}', *columns])
    return [*tests, f'({kinds} == {{"float64"}} or {either})'], line
