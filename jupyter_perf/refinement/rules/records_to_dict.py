from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around
from ..facts import Facts
from ..shaping import shapes_of
from ._bodies import body_text, indented, instead_of
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import is_empty_list, start
from ._rounds import is_pure
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
    search = _search(node, facts)
    if search is None or not _only_search(search, node, facts):
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


@dataclass(frozen=True)
class _Search:
    """A search for the record of a key, and what is done where there is one and where not."""

    rows: str
    row: str
    field: object
    key: ast.expr
    present: Sequence[ast.stmt]
    absent: Sequence[ast.stmt]
    added: ast.Expr
    """The statement of `absent` that appends the new record."""
    record: ast.expr
    stmts: list[ast.stmt]
    flag: str = ""

    @property
    def word(self) -> str:
        """What the field is called, in the name of a dict."""
        return self.field if isinstance(self.field, str) and self.field.isidentifier() else "key"


def _search(node: ast.For, facts: Facts) -> _Search | None:
    if not (isinstance(node.iter, ast.Name) and isinstance(node.target, ast.Name)):
        return None
    test = node.body[0]
    if len(node.body) != 1 or not isinstance(test, ast.If) or test.orelse:
        return None
    asked = _asked(test.test, node.target.id)
    if asked is None:
        return None
    body = list(test.body)
    stops = isinstance(body[-1], ast.Break)
    body = body[:-1] if stops else body
    block = facts.source.block(node)
    at = block.index(node)
    stmts: list[ast.stmt] = [node]
    flag, absent = "", list(node.orelse)
    if not absent:
        if at == 0 or at + 1 == len(block):
            return None
        stmts = list(block[at - 1 : at + 2])
        flag = _flag(stmts[0], stmts[2], body)
        if not flag:
            return None
        absent = list(stmts[2].body)  # type: ignore[attr-defined]
        body = [s for s in body if flag not in flow.stores(s)]
    elif not stops:
        return None
    field, key = asked
    for stmt in absent:
        record = _appended(stmt, node.iter.id)
        if record is not None and _has(record, field, ast.unparse(key)) and body:
            assert isinstance(stmt, ast.Expr)
            return _Search(node.iter.id, node.target.id, field, key, body, absent, stmt, record,
                           stmts, flag)  # fmt: skip
    return None


def _asked(test: ast.expr, row: str) -> tuple[object, ast.expr] | None:
    """(field, key) of `row["name"] == key`; the key is a name or a field of another record."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    if not isinstance(test.ops[0], ast.Eq):
        return None
    left, right = test.left, test.comparators[0]
    if row in flow.loads(right):
        left, right = right, left
    field = _field(left)
    plain = isinstance(right, ast.Name) or _field(right) is not None
    if field is None or field[0] != row or not plain or row in flow.loads(right):
        return None
    return field[1], right


def _field(node: ast.expr) -> tuple[str, object] | None:
    """(name, field) of `name["field"]`."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return (node.value.id, node.slice.value) if isinstance(node.value, ast.Name) else None
    return None


def _flag(first: ast.stmt, last: ast.stmt, body: list[ast.stmt]) -> str:
    """The name that tells whether a record was found: False before, True where, asked after."""
    if not (isinstance(first, ast.Assign) and isinstance(first.targets[0], ast.Name)):
        return ""
    name = first.targets[0].id
    if len(first.targets) != 1 or not isinstance(last, ast.If) or last.orelse:
        return ""
    begun = isinstance(first.value, ast.Constant) and first.value.value is False
    missing = ast.unparse(last.test) in (f"not {name}", f"{name} == False", f"{name} is False")
    sets = [s for s in body if name in flow.stores(s) | flow.loads(s)]
    set_once = len(sets) == 1 and ast.unparse(sets[0]) == f"{name} = True"
    unread = name not in flow.loads(last.body) | flow.stores(last.body)
    return name if begun and missing and set_once and unread else ""


def _appended(stmt: ast.stmt, rows: str) -> ast.expr | None:
    """The record in `rows.append(record)`, written out."""
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    if not (isinstance(call, ast.Call) and len(call.args) == 1 and not call.keywords):
        return None
    if ast.unparse(call.func) != f"{rows}.append":
        return None
    return call.args[0] if isinstance(call.args[0], ast.Dict | ast.List) else None


def _has(record: ast.expr, field: object, key: str) -> bool:
    """True where a record that is written out has the key in its field."""
    value: ast.expr | None = None
    if isinstance(record, ast.Dict):
        names: list[object] = [
            k.value if isinstance(k, ast.Constant) else None for k in record.keys
        ]
        if names.count(field) == 1 and None not in names and type(field) is str:
            value = record.values[names.index(field)]
    elif isinstance(record, ast.List) and isinstance(field, int):
        known = not flow.has(record, ast.Starred) and 0 <= field < len(record.elts)
        value = record.elts[field] if known else None
    return value is not None and ast.unparse(value) == key


def _only_search(search: _Search, node: ast.For, facts: Facts) -> bool:
    """True where the search changes nothing but other fields of the record that it finds."""
    kinds = shapes_of(search.key, facts)
    if not (shapes.within(kinds, "str") or shapes.within(kinds, "int")):
        return False
    own = {search.row, search.rows, search.flag, *flow.loads(search.key)}
    for stmt in search.present:
        if not _is_update(stmt, search, facts):
            return False
    for stmt in search.absent:
        if stmt is not search.added and not isinstance(stmt, ast.Assign | ast.AugAssign):
            return False
        if own & flow.stores(stmt) or search.row in flow.loads(stmt):
            return False
    return is_pure(search.record, facts) and search.rows not in flow.loads(search.record)


def _is_update(stmt: ast.stmt, search: _Search, facts: Facts) -> bool:
    """`record["n"] += 1`, `record["n"] = …`, `record["all"].append(…)`, of another field."""
    target: ast.expr
    if isinstance(stmt, ast.AugAssign):
        target, value = stmt.target, stmt.value
    elif isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
        target, value = stmt.targets[0], stmt.value
    elif (
        isinstance(stmt, ast.Expr)
        and isinstance(stmt.value, ast.Call)
        and isinstance(stmt.value.func, ast.Attribute)
        and stmt.value.func.attr in ("append", "add")
        and len(stmt.value.args) == 1
        and not stmt.value.keywords
    ):
        target, value = stmt.value.func.value, stmt.value.args[0]
    else:
        return False
    if not (isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant)):
        return False
    if not (isinstance(target.value, ast.Name) and target.value.id == search.row):
        return False
    if type(target.slice.value) is not type(search.field) or target.slice.value == search.field:
        return False
    bare = [n for n in ast.walk(value) if isinstance(n, ast.Name) and n.id == search.row]
    held = all(isinstance(facts.source.parents[n], ast.Subscript) for n in bare)
    return is_pure(value, facts) and held and search.rows not in flow.loads(value)


def _home(search: _Search, facts: Facts) -> ast.stmt | None:
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


def _written(search: _Search, by: str, row: str, facts: Facts) -> str:
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
