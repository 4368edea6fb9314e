"""Statements that add one row to a frame, each time they run."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline, Loop
from ..syntax import is_name
from ..values import PLAIN


@dataclass(frozen=True)
class Growth:
    """`stmt` adds the row that the text `row` gives, to the frame `name`."""

    stmt: ast.Assign
    name: str
    row: str
    mapping: bool
    """True where the row is a dictionary."""
    call: ast.Call | None
    """The call of `concat`; None for `frame.loc[len(frame)] = row`."""
    dropped: tuple[ast.stmt, ...] = ()
    """Statements that made the row's frame, and aren't needed any more."""
    keys_vary: bool = False
    """True for dictionaries that come from elsewhere, whose keys may differ."""


def growth(stmt: ast.AST, facts: Facts) -> Growth | None:
    """What a statement adds to which frame, or None."""
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    if isinstance(stmt.targets[0], ast.Name):
        return _by_concat(stmt, stmt.targets[0].id, facts)
    return _by_label(stmt, facts)


def _by_label(stmt: ast.Assign, facts: Facts) -> Growth | None:
    """`frame.loc[len(frame)] = row`."""
    target = stmt.targets[0]
    if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Attribute)):
        return None
    owner = target.value.value
    if target.value.attr != "loc" or not isinstance(owner, ast.Name):
        return None
    if ast.unparse(target.slice) not in (f"len({owner.id})", f"{owner.id}.shape[0]"):
        return None
    if isinstance(stmt.value, ast.Dict) and _plain(stmt.value):
        return Growth(stmt, owner.id, facts.source.segment(stmt.value), True, None)
    if isinstance(stmt.value, ast.List | ast.Tuple) and not flow.has(stmt.value, ast.Starred):
        return Growth(stmt, owner.id, facts.source.segment(stmt.value), False, None)
    return None


def _by_concat(stmt: ast.Assign, name: str, facts: Facts) -> Growth | None:
    """`frame = pd.concat([frame, pd.DataFrame([row])])`."""
    call = stmt.value
    if not (isinstance(call, ast.Call) and facts.full_name(call.func) in CONCAT):
        return None
    if len(call.args) != 1 or not isinstance(call.args[0], ast.List | ast.Tuple):
        return None
    items = call.args[0].elts
    if len(items) != 2 or not (isinstance(items[0], ast.Name) and items[0].id == name):
        return None
    if not all(k.arg == "ignore_index" and _true(k.value) for k in call.keywords):
        return None
    part = items[1]
    dropped: tuple[ast.stmt, ...] = ()
    if isinstance(part, ast.Name):
        made = _made(part, stmt, facts)
        if made is None:
            return None
        part, dropped = made.value, (made,)
    row = row_of(part, stmt, facts)
    if row is not None:
        return Growth(stmt, name, row, True, call, dropped)
    given = _given_row(part, stmt, facts)
    return None if given is None else Growth(stmt, name, given, True, call, dropped, True)


CONCAT = ("pandas.concat", "pandas.core.reshape.concat.concat")
_FRAME = ("pandas.DataFrame", "pandas.core.frame.DataFrame", "pandas.api.typing.DataFrame")


def _made(name: ast.Name, stmt: ast.stmt, facts: Facts) -> ast.Assign | None:
    """The statement of the same block that gives `name` its frame, if nothing else uses it."""
    uses = [n for n in facts.source.all(ast.Name) if n.id == name.id and n is not name]
    for earlier in facts.source.before(stmt):
        if isinstance(earlier, ast.Assign) and earlier.targets[0] in uses:
            between = [
                s for s in facts.source.block(stmt) if earlier.lineno < s.lineno < stmt.lineno
            ]
            moved = flow.expression_loads(earlier.value) & facts.changed(between)
            return earlier if len(uses) == 1 and not moved else None
    return None


def row_of(part: ast.expr, stmt: ast.stmt, facts: Facts) -> str | None:
    """The dictionary that a frame of one row is made of, as text."""
    if not (isinstance(part, ast.Call) and facts.full_name(part.func) in _FRAME):
        return None
    options = {k.arg: k.value for k in part.keywords}
    if len(part.args) != 1:
        return None
    value = part.args[0]
    if isinstance(value, ast.List) and len(value.elts) == 1:
        return _listed(value.elts[0], options, stmt, facts)
    if not (isinstance(value, ast.Dict) and _plain(value)):
        return None
    cells: list[ast.expr] = []
    if set(options) == {"index"} and ast.unparse(options["index"]) == "[0]":
        cells = value.values
    elif not options and all(isinstance(v, ast.List) and len(v.elts) == 1 for v in value.values):
        cells = [v.elts[0] for v in value.values if isinstance(v, ast.List)]
    if not cells:
        return None
    pairs = zip(value.keys, cells, strict=True)
    return _dictionary([(facts.source.segment(k), v) for k, v in pairs if k is not None], facts)


def _listed(
    row: ast.expr, options: dict[str | None, ast.expr], stmt: ast.stmt, facts: Facts
) -> str | None:
    if not options:
        if isinstance(row, ast.Dict) and _plain(row):
            return facts.source.segment(row)
        return row.id if isinstance(row, ast.Name) and _is_plain_name(row, stmt, facts) else None
    columns = options.get("columns")
    if set(options) != {"columns"} or not isinstance(columns, ast.List):
        return None
    if not isinstance(row, ast.List | ast.Tuple) or len(row.elts) != len(columns.elts):
        return None
    if not all(isinstance(label, ast.Constant) for label in columns.elts):
        return None
    pairs = zip(columns.elts, row.elts, strict=True)
    return _dictionary([(facts.source.segment(k), v) for k, v in pairs], facts)


def _dictionary(pairs: list[tuple[str, ast.expr]], facts: Facts) -> str:
    return f"{{{', '.join(f'{key}: {facts.source.segment(value)}' for key, value in pairs)}}}"


def _is_plain_name(row: ast.Name, stmt: ast.stmt, facts: Facts) -> bool:
    """True for a name that the same block gives a dictionary of known keys, each time anew."""
    binders = facts.binders(row.id, facts.scope(row.id, row))
    for earlier in facts.source.before(stmt):
        if row.id in facts.changed(earlier):
            made = isinstance(earlier, ast.Assign) and isinstance(earlier.value, ast.Dict)
            later = [s for s in facts.source.block(stmt) if s.lineno > earlier.lineno]
            own = [s for s in later if s is not stmt]
            return (
                made
                and len(binders) == 1
                and _plain(earlier.value)  # type: ignore[attr-defined]
                and row.id not in facts.changed(own)
            )
    return False


def _given_row(part: ast.expr, stmt: ast.stmt, facts: Facts) -> str | None:
    """The name of a dictionary that a loop goes through, of which `part` makes a frame."""
    if not (isinstance(part, ast.Call) and facts.full_name(part.func) in _FRAME):
        return None
    value = part.args[0] if len(part.args) == 1 else None
    listed = isinstance(value, ast.List) and len(value.elts) == 1
    if listed:
        value = value.elts[0]  # type: ignore[union-attr]
    if not isinstance(value, ast.Name) or listed == bool(part.keywords):
        return None
    loop = next(iter(facts.source.loops(stmt)), None)
    if not isinstance(loop, ast.For) or not is_name(loop.target, value.id):
        return None
    if part.keywords and [ast.unparse(k) for k in part.keywords] != ["index=[0]"]:
        return None
    known = shapes.within(shapes_of(value, facts), "dict") and not part.keywords
    known = known or facts.every(loop.iter, _are_plain_rows)
    return value.id if known and value.id not in facts.changed(loop.body) else None


def _are_plain_rows(value: object) -> bool:
    """True for a list of dictionaries whose values are single numbers, texts and the like."""
    if type(value) is not list or not all(type(row) is dict and row for row in value):
        return False
    return all(type(cell) in PLAIN for row in value for cell in row.values())


def _plain(node: ast.Dict) -> bool:
    return bool(node.keys) and all(isinstance(key, ast.Constant) for key in node.keys)


def _true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def outermost(found: Growth, facts: Facts) -> Loop:
    """The outermost loop in which the frame is used for nothing else."""
    best: Loop | None = None
    own = set(ast.walk(found.stmt))
    for loop in facts.source.loops(found.stmt):
        mentions = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == found.name]
        if any(n not in own for n in mentions):
            break
        if flow.has(loop, ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Try, ast.Raise):
            break
        best = loop
    if best is None:
        raise Decline("the frame is used while it grows")
    return best
