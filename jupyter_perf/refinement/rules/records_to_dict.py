from __future__ import annotations

import ast

from ...core.code import Safety
from ..callees import reads
from ..concrete import Around
from ..facts import Facts
from ._bodies import body_text, indented, instead_of
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import is_empty_list, start
from ._record_search import RecordSearch, only_searches, record_search
from ._rule import Rewrite, rule


@rule(ast.For, safety=Safety.CHECK, gain=45.0, hints=(".append(",))
def records_to_dict(node: ast.For, facts: Facts) -> Rewrite | None:
    """Find the record that is to be changed by its key instead of asking one after another.

    What it does:
        A loop that looks through a list of records (dicts, lists) for the one whose field equals a
        key, changes it, or appends a new record where there is none, keeps the records in a dict
        by that key beside the list, and looks there.

    Why it is slow:
        Each key is compared with the records of all keys so far.

    Before:
        for name in names:
            found = False
            for record in records:
                if record['name'] == name:
                    record['count'] += 1
                    found = True
            if not found:
                records.append({'name': name, 'count': 1})

    After:
        records_by_name = {}
        for name in names:
            found = name in records_by_name
            if found:
                record = records_by_name[name]
                record['count'] += 1
            else:
                records_by_name[name] = {'name': name, 'count': 1}
                records.append(records_by_name[name])

    When not:
        A list that has records before the loop or is used in it otherwise, a change of the field
        itself, keys that aren't all texts or all whole numbers.

    Source:
        The Python wiki, "TimeComplexity"; measured: 20 times with 200 records.
    """
    if is_compiled(node, facts):
        return None
    search = record_search(node, facts)
    if search is None or not only_searches(search, node, facts):
        return None
    outer = _home(search, facts)
    if outer is None:
        return None
    if read_elsewhere(search.row, search.stmts, facts):
        return None
    by = facts.fresh(f"{search.rows}_by_{search.word}")
    outlives = facts.source.function(node) is None and facts.kind != "program"
    row = facts.fresh(f"{search.row}_found") if outlives else search.row
    new = _written(search, by, row, facts)
    return Rewrite((Around(outer, before=f"{by} = {{}}"), *instead_of(search.stmts, new)))


def _home(search: RecordSearch, facts: Facts) -> ast.stmt | None:
    """The loop before which the list is new, and in which only the search and the append use it."""
    for loop in facts.source.loops(search.stmts[0]):
        made = start(search.rows, loop, facts)
        if made is None:
            continue
        uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == search.rows]
        own = len(uses) == 2 and facts.aliases_of(search.rows) == {search.rows}
        rows = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == search.row]
        inside = all(any(facts.source.inside(n, s) for s in search.stmts) for n in rows)
        seen = reads([loop], search.rows, facts)
        return loop if own and inside and not seen and is_empty_list(made, facts) else None
    return None


def _written(search: RecordSearch, by: str, row: str, facts: Facts) -> str:
    """The look-up in the dict, with what is done where there is a record and where not."""
    key = facts.source.segment(search.key)
    test = f"{key} in {by}"
    lines = [f"{search.flag} = {test}", f"if {search.flag}:"] if search.flag else [f"if {test}:"]
    swaps: dict[ast.expr, str] = {
        part: row
        for stmt in search.present
        for part in ast.walk(stmt)
        if isinstance(part, ast.Name) and part.id == search.row
    }
    present = [f"{row} = {by}[{key}]"]
    present += [_text(stmt, facts, swaps) for stmt in search.present]
    absent = []
    for stmt in search.absent:
        if stmt is search.added:
            absent.append(f"{by}[{key}] = {facts.source.segment(search.record)}")
            absent.append(f"{search.rows}.append({by}[{key}])")
        else:
            absent.append(_text(stmt, facts, {}))
    lines += [indented("\n".join(present)), "else:", indented("\n".join(absent))]
    return "\n".join(lines)


def _text(stmt: ast.stmt, facts: Facts, swaps: dict[ast.expr, str]) -> str:
    inside = {part: text for part, text in swaps.items() if facts.source.inside(part, stmt)}
    return body_text([stmt], facts.source, inside).rstrip()
