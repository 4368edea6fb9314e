from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..shaping import shapes_of
from ..source import FUNCTIONS, LOOPS, Loop
from ._bodies import body_text, indented
from ._leftovers import read_elsewhere
from ._place import is_empty_list, sole, start
from ._rule import Rewrite, rule
from .grown_list_to_set import appended, is_cheap

_STILL = (ast.Name, ast.Constant, ast.Subscript, ast.expr_context)


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=70.0, hints=("break",))
def grown_rows_to_index(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep a dict of rows beside a list that grows while it is searched by one of their fields.

    What it does:
        Where a loop searches a list of its own for the first row with a certain field, and
        appends rows to it that are written out there, a dict from the field to its first row is
        kept beside the list, and asked.

    Why it is slow:
        Each search goes through all rows, and the list gets longer.

    Before:
        table = []
        for word in words:
            for row in table:
                if row[0] == word:
                    row[1] += 1
                    break
            else:
                table.append([word, 1])

    After:
        table = []
        table_by_key = {}
        for word in words:
            row = table_by_key.get(word)
            if row is not None:
                row[1] += 1
            else:
                table.append([word, 1])
                table_by_key.setdefault(word, table[-1])

    When not:
        Fields that can't be hashed or may be NaN, fields that the loop changes, another name for
        the list or a row, a row that is read after the search, a list that isn't empty before.

    Source:
        The Python wiki, "TimeComplexity".
    """
    found: dict[str, list[_Search]] = {}
    for loop in flow.walk(node.body):
        search = _search(loop) if isinstance(loop, ast.For) else None
        if search is not None:
            found.setdefault(search.rows, []).append(search)
    for name, searches in found.items():
        (key, *others) = {search.key for search in searches}
        begun = start(name, node, facts)
        if others or begun is None or not is_empty_list(begun, facts):
            continue
        adds = _adds(name, [search.loop for search in searches], node, facts)
        if not adds or not _steady(key, {search.row for search in searches}, node, facts):
            continue
        fields = {stmt: field for stmt, row in adds.items() if (field := _field(row, key))}
        hashed = all(shapes.hashable(shapes_of(field, facts)) for field in fields.values())
        if hashed and len(fields) == len(adds) and all(_fits(s, facts) for s in searches):
            return Rewrite(tuple(_changes(name, searches, fields, node, facts)))
    return None


@dataclass(frozen=True)
class _Search:
    """A loop that looks for the first row of `rows` whose field `key` is `wanted`."""

    loop: ast.For
    rows: str
    row: str
    key: int | str
    wanted: ast.expr
    work: tuple[ast.stmt, ...]


def _search(loop: ast.For) -> _Search | None:
    only = sole(loop.body)
    if not (isinstance(loop.target, ast.Name) and isinstance(loop.iter, ast.Name)):
        return None
    if not isinstance(only, ast.If) or only.orelse or not isinstance(only.body[-1], ast.Break):
        return None
    row, test, work = loop.target.id, only.test, only.body[:-1]
    ends = (ast.Break, ast.Continue, ast.Yield, ast.YieldFrom, *FUNCTIONS, *LOOPS)
    if not work or flow.has(work, *ends) or row in flow.stores(work):
        return None
    if not (isinstance(test, ast.Compare) and [type(op) for op in test.ops] == [ast.Eq]):
        return None
    for one, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        key = _key(one, row)
        still = all(isinstance(part, _STILL) for part in ast.walk(other))
        if key is not None and still and row not in flow.loads(other):
            return _Search(loop, loop.iter.id, row, key, other, tuple(work))
    return None


def _key(node: ast.expr, row: str) -> int | str | None:
    """The constant of `row[0]` or `row["name"]`."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)):
        return None
    at = node.slice.value if isinstance(node.slice, ast.Constant) else None
    fits = type(at) is str or (type(at) is int and at >= 0)
    return at if fits and node.value.id == row else None  # type: ignore[return-value]


def _fits(search: _Search, facts: Facts) -> bool:
    """True where a dict finds what `==` finds, and nobody reads the row afterwards."""
    if not shapes.selfequal(shapes_of(search.wanted, facts)):
        return False
    return not read_elsewhere(search.row, [search.loop], facts)


def _adds(
    name: str, searches: list[ast.For], loop: Loop, facts: Facts
) -> dict[ast.stmt, ast.expr] | None:
    """Statement → the row that it appends, where else the loop only searches the list."""
    found: dict[ast.stmt, ast.expr] = {}
    iterated = {search.iter for search in searches}
    for use in ast.walk(loop):
        if not (isinstance(use, ast.Name) and use.id == name) or use in iterated:
            continue
        stmt, row = appended(use, facts)
        if row is not None:
            found[stmt] = row
        elif ast.unparse(facts.source.parents[use]) != f"len({name})":
            return None
    alone = facts.aliases_of(name) == {name} and not reads([loop], name, facts)
    within = any(
        facts.source.inside(stmt, search) and stmt not in search.orelse
        for stmt in found
        for search in searches
    )
    return found if alone and not within and facts.is_builtin("len", at=loop) else None


def _steady(key: int | str, rows: set[str], loop: Loop, facts: Facts) -> bool:
    """True where the loop can't change the field of a row, nor hand a row on."""
    for part in ast.walk(loop):
        if isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load):
            at = part.slice.value if isinstance(part.slice, ast.Constant) else key
            if at == key:
                return False
        if isinstance(part, ast.Name) and part.id in rows and isinstance(part.ctx, ast.Load):
            parent = facts.source.parents[part]
            whole = not (isinstance(parent, ast.Subscript) and parent.value is part)
            if whole or not isinstance(parent.slice, ast.Constant):  # type: ignore[attr-defined]
                return False
        elif isinstance(part, ast.Delete):
            return False
    return True


def _field(row: ast.expr, key: int | str) -> ast.expr | None:
    """The field of a row that is written out; None where it may have none."""
    if isinstance(row, ast.List | ast.Tuple) and isinstance(key, int):
        written = row.elts[: key + 1]
        starred = any(isinstance(part, ast.Starred) for part in written)
        return None if len(written) <= key or starred else written[key]
    if not isinstance(row, ast.Dict):
        return None
    names = [part.value if isinstance(part, ast.Constant) else None for part in row.keys]
    once = None not in names and names.count(key) == 1
    return row.values[names.index(key)] if once else None


def _changes(
    name: str,
    searches: list[_Search],
    fields: dict[ast.stmt, ast.expr],
    node: Loop,
    facts: Facts,
) -> list[Change]:
    index = facts.fresh(f"{name}_by_key")
    changes: list[Change] = [Around(node, before=f"{index} = {{}}")]
    key = repr(searches[0].key)
    key = f'"{key[1:-1]}"' if key[0] == "'" and '"' not in key else key
    added: dict[ast.stmt, str] = {}
    for stmt, field in fields.items():
        text = facts.source.segment(field) if is_cheap(field) else f"{name}[-1][{key}]"
        added[stmt] = f"{index}.setdefault({text}, {name}[-1])"
    within: set[ast.stmt] = set()
    for search in searches:
        row, swaps = _renamed(search, facts)
        text = f"{row} = {index}.get({facts.source.segment(search.wanted)})\n"
        text += f"if {row} is not None:\n"
        text += indented(body_text(search.work, facts.source, swaps))
        if search.loop.orelse:
            text += "\nelse:"
            for stmt in search.loop.orelse:
                text += f"\n{indented(body_text([stmt], facts.source))}"
                if stmt in added:
                    within.add(stmt)
                    text += f"\n{indented(added[stmt])}"
        changes.append(Instead(search.loop, text))
    changes += [Around(stmt, after=line) for stmt, line in added.items() if stmt not in within]
    return changes


def _renamed(search: _Search, facts: Facts) -> tuple[str, dict[ast.expr, str]]:
    """(the row's name, what that changes in the work): in a cell the old one outlives the loop."""
    if facts.kind != "cell" or facts.source.function(search.loop) is not None:
        return search.row, {}
    new = facts.fresh(f"{search.row}_match")
    uses = (part for part in flow.walk(search.work) if isinstance(part, ast.Name))
    return new, {use: new for use in uses if use.id == search.row}
