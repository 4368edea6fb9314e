"""Loops that look through a list of records for the one of a key."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._rounds import is_pure


@dataclass(frozen=True)
class RecordSearch:
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


def record_search(node: ast.For, facts: Facts) -> RecordSearch | None:
    """The search that a loop, with the statements around it, is; None for another loop."""
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
            names = node.iter.id, node.target.id
            return RecordSearch(*names, field, key, body, absent, stmt, record, stmts, flag)
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


def only_searches(search: RecordSearch, node: ast.For, facts: Facts) -> bool:
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


def _is_update(stmt: ast.stmt, search: RecordSearch, facts: Facts) -> bool:
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
