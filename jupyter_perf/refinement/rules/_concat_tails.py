"""What a loop does to a grown frame right after each `concat`: doubles dropped, rows numbered."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import Loop
from ..syntax import is_name

_SAID = frozenset({"subset", "keep", "ignore_index", "inplace"})


@dataclass(frozen=True)
class Tail:
    """`frame.drop_duplicates(…)` and maybe `.reset_index(drop=True)`, once after all rounds.

    Rows that are the first (the last) of their kind among all are so among those so far, too.
    """

    stmts: tuple[ast.stmt, ...]
    """Statements of their own, after that of `concat`."""
    dropped: ast.Call | None = None
    numbered: bool = False
    """True where rows are numbered afterwards, so that labels don't tell of the rounds."""


def chain(node: ast.expr) -> tuple[ast.expr, list[ast.Call]]:
    """(`pd.concat(…)`, the calls of methods on it, in order)."""
    calls: list[ast.Call] = []
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr not in ("drop_duplicates", "reset_index"):
            break
        calls.insert(0, node)
        node = node.func.value
    return node, calls


def tail_of(stmt: ast.Assign, name: str, loop: Loop, facts: Facts) -> Tail | None:
    """What follows a `concat`; None where it can't be done once after the loop."""
    _, calls = chain(stmt.value)
    if any(_said(call, "inplace") for call in calls):
        return None
    stmts: list[ast.stmt] = []
    block = facts.source.block(stmt)
    for later in block[block.index(stmt) + 1 :]:
        found = _own(later, name)
        if not found:
            break
        stmts.append(later)
        calls += found
    methods = [_method(call) for call in calls]
    if methods not in ([], ["drop_duplicates"], ["drop_duplicates", "reset_index"]):
        return None
    if not calls:
        return Tail(())
    names = set().union(*(flow.loads(part) for call in calls for part in _given(call)))
    if names & facts.changed(loop) or not _plain_drop(calls[0]):
        return None
    numbered = any(k.arg == "ignore_index" for k in calls[0].keywords)
    if len(calls) == 2:
        options = [(k.arg, ast.unparse(k.value)) for k in calls[1].keywords]
        if calls[1].args or options not in ([("drop", "True")], _in_place(("drop", "True"))):
            return None
        numbered = True
    return Tail(tuple(stmts), calls[0], numbered)


def _in_place(option: tuple[str, str]) -> list[tuple[str, str]]:
    return [option, ("inplace", "True")]


def _given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(k.value for k in call.keywords)]


def _method(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Attribute)
    return call.func.attr


def _own(stmt: ast.stmt, name: str) -> list[ast.Call]:
    """The methods of `name = name.drop_duplicates(…)`, or of the same in place."""
    if isinstance(stmt, ast.Expr):
        base, calls = chain(stmt.value)
        own = len(calls) == 1 and is_name(base, name)
        return calls if own and _said(calls[0], "inplace") == "True" else []
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return []
    base, calls = chain(stmt.value)
    kept = not any(_said(call, "inplace") for call in calls)
    return calls if is_name(stmt.targets[0], name) and is_name(base, name) and kept else []


def _said(call: ast.Call, option: str) -> str | None:
    return next((ast.unparse(k.value) for k in call.keywords if k.arg == option), None)


def _plain_drop(call: ast.Call) -> bool:
    """True for a `drop_duplicates` of the first or the last, by columns that are named."""
    given = {k.arg: k.value for k in call.keywords}
    keep = given.get("keep")
    fixed = [given[name] for name in ("ignore_index", "inplace") if name in given]
    plain = all(isinstance(value, ast.Constant) and value.value is True for value in fixed)
    kept = keep is None or (isinstance(keep, ast.Constant) and keep.value in ("first", "last"))
    by = [*call.args, *([given["subset"]] if "subset" in given else [])]
    known = all(isinstance(one, ast.Constant | ast.List | ast.Name | ast.Tuple) for one in by)
    return set(given) <= _SAID and plain and kept and len(by) <= 1 and known
