from __future__ import annotations

import ast

from ...core.code import Safety
from .. import callees, flow
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..source import Loop
from ..writing import labels_are_places
from ._grown_frames import Growth, growth, outermost
from ._rows import quote_of
from ._rule import Rewrite, rule


@rule(ast.Assign, safety=Safety.CHECK, gain=120.0, hints=("concat(", ".loc[len("))
def rows_to_frame(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """Collect rows in a list and make a frame of them once.

    What it does:
        `df = pd.concat([df, pd.DataFrame([row])])` and `df.loc[len(df)] = row` in a loop become
        `rows.append(row)`; one frame is made of all rows after the loop. Where a column's values
        aren't all of one type, rows are added as before, or as frames of one row each.

    Why it is slow:
        Each row is made into a frame of its own (100 microseconds and more), and each `concat`
        copies all the rows that there are so far.

    Before:
        for line in lines:
            df = pd.concat([df, pd.DataFrame([{'n': len(line)}])], ignore_index=True)

    After:
        df_rows = []
        for line in lines:
            df_rows.append({'n': len(line)})
        if all(len(set(map(type, v))) == 1 for v in zip(*(r.values() for r in df_rows))):
            df = pd.concat([df, pd.DataFrame(df_rows)], ignore_index=True)

    When not:
        The frame is used in any other way in the loop, or may be known by another name.

    Source:
        The pandas documentation of `concat` ("copies all the data"); seen gain 269 times.
    """
    found = growth(node, facts)
    if found is None or not facts.source.loops(node):
        return None
    loop = outermost(found, facts)
    if not _own(found.name, loop, facts) or callees.reads([loop], found.name, facts):
        return None
    if not facts.is_builtin("all", "len", "set", "map", "type", "tuple", "zip", "range", at=node):
        return None
    pandas, line = facts.module("pandas", "pd")
    rows = facts.fresh(f"{found.name}_rows")
    write = _after_label if found.call is None else _after_concat
    after = write(found, rows, pandas, facts)
    changes: list[Change] = [
        Around(loop, f"{rows} = []", after),
        Instead(node, f"{rows}.append({found.row})"),
    ]
    changes += [Instead(stmt, "") for stmt in found.dropped]
    return Rewrite(tuple(changes), (line,) if line else ())


def _own(name: str, loop: Loop, facts: Facts) -> bool:
    """True where the frame is made in the same scope, and no other name stands for it."""
    scope = facts.scope(name, loop)
    if facts.source.function(loop) is not (None if isinstance(scope, ast.Module) else scope):
        return False
    if not isinstance(scope, ast.Module) and name in flow.parameters(scope):  # type: ignore[arg-type]
        return False
    made = [
        stmt
        for stmt in facts.source.all(ast.Assign)
        if name in flow.stores(stmt) and stmt.lineno < loop.lineno
    ]
    calls = all(isinstance(stmt.value, ast.Call) for stmt in made)
    return bool(made) and calls and facts.aliases_of(name) == {name}


def _uniform(found: Growth, rows: str) -> str:
    """A test: each column's values are all of one type."""
    each = f"(row.values() for row in {rows})" if found.mapping else rows
    alike = f"all(len(set(map(type, values))) == 1 for values in zip(*{each}))"
    return f"len(set(map(tuple, {rows}))) == 1 and {alike}" if found.keys_vary else alike


def _after_concat(found: Growth, rows: str, pandas: str, facts: Facts) -> str:
    assert found.call is not None
    ignore = bool(found.call.keywords)
    options = ", ignore_index=True" if ignore else ""
    index = "" if ignore else f", index=[0] * len({rows})"
    name = found.name
    if found.keys_vary:
        quote = quote_of(facts)
        new, row = facts.fresh(f"{name}_new"), facts.fresh("row")
        # Whole numbers beyond 64 bits have other types together than one by one.
        mixed = f"{new}.dtypes.isin([{quote}uint64{quote}, {quote}object{quote}]).any()"
        return (
            f"{new} = {pandas}.DataFrame({rows}{index})\n"
            f"if {rows} and not {mixed} and {_uniform(found, rows)}:\n"
            f"    {name} = {pandas}.concat([{name}, {new}]{options})\n"
            f"else:\n"
            f"    for {row} in {rows}:\n"
            f"        {name} = {pandas}.concat([{name}, {pandas}.DataFrame([{row}])]{options})"
        )
    return (
        f"if {rows} and {_uniform(found, rows)}:\n"
        f"    {name} = {pandas}.concat([{name}, {pandas}.DataFrame({rows}{index})]{options})\n"
        f"elif {rows}:\n"
        f"    {name} = {pandas}.concat("
        f"[{name}, *({pandas}.DataFrame([row]) for row in {rows})]{options})"
    )


def _after_label(found: Growth, rows: str, pandas: str, facts: Facts) -> str:
    name = found.name
    row = facts.fresh(f"{name}_row")
    index = f"range(len({name}), len({name}) + len({rows}) - 1)"
    rest = f"{pandas}.DataFrame({rows}[1:], columns={name}.columns, index={index})"
    return (
        f"if len({rows}) > 1 and {labels_are_places(name)} and {_uniform(found, rows)}:\n"
        f"    {name}.loc[len({name})] = {rows}[0]\n"
        f"    {name} = {pandas}.concat([{name}, {rest}])\n"
        f"else:\n"
        f"    for {row} in {rows}:\n"
        f"        {name}.loc[len({name})] = {row}"
    )
