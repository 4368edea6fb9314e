"""`for` clauses over the rows of a frame, whether or not its columns are known."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline
from ..syntax import text_of
from ..values import Frame
from ._elements import same_place
from ._known_frames import frame_at
from ._leftovers import only_inside

Clausal = ast.For | ast.comprehension


@dataclass(frozen=True)
class RowClause:
    """A clause over `frame.iterrows()` (`series`), `frame.itertuples()` (`tuple`) or
    `frame.to_dict("records")` (`record`)."""

    node: Clausal
    frame: ast.expr
    form: str
    row: str
    label: str | None
    """The name that `iterrows` gives the row's label; None for named tuples."""
    counter: ast.expr | None
    """The name that an `enumerate` around it counts with."""
    start: ast.expr | None
    known: Frame | None

    @property
    def indexed(self) -> bool:
        """True for named tuples that begin with their label."""
        call = self.node.iter
        while isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            call = call.args[0]
        assert isinstance(call, ast.Call)
        return not any(
            k.arg == "index" and isinstance(k.value, ast.Constant) and k.value.value is False
            for k in call.keywords
        )


def row_clause(node: Clausal, facts: Facts) -> RowClause | None:
    """What a clause takes its rows from; None where it isn't one over a frame's rows."""
    call, target = node.iter, node.target
    counter, start = None, None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
        found = _enumerated(call, target, facts)
        if found is None:
            return None
        counter, target, call, start = found
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    form = {"iterrows": "series", "itertuples": "tuple", "to_dict": "record"}.get(call.func.attr)
    names = _names(target, form)
    if form is None or names is None or not _plain(call, form):
        return None
    frame = call.func.value
    stmt = facts.source.statement(call)
    known = frame_at(frame, stmt, facts)
    return RowClause(node, frame, form, names[1], names[0], counter, start, known)


def _enumerated(
    call: ast.Call, target: ast.expr, facts: Facts
) -> tuple[ast.expr, ast.expr, ast.expr, ast.expr | None] | None:
    """(counter, rest of the target, what is counted, start) of `enumerate(…)`."""
    if not (isinstance(call.func, ast.Name) and call.func.id == "enumerate"):
        return None
    if not facts.is_builtin("enumerate", at=call) or len(call.args) not in (1, 2):
        return None
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2) or len(call.keywords) > 1:
        return None
    if any(k.arg != "start" for k in call.keywords):
        return None
    starts = [*call.args[1:], *(k.value for k in call.keywords)]
    start = starts[0] if len(starts) == 1 else None
    if len(starts) > 1 or not (start is None or isinstance(start, ast.Constant)):
        return None
    if not isinstance(target.elts[0], ast.Name):
        return None
    return target.elts[0], target.elts[1], call.args[0], start


def _names(target: ast.expr, form: str | None) -> tuple[str | None, str] | None:
    """(name of the label, name of the row)."""
    if form in ("tuple", "record"):
        return (None, target.id) if isinstance(target, ast.Name) else None
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2):
        return None
    label, row = target.elts
    if isinstance(label, ast.Name) and isinstance(row, ast.Name) and label.id != row.id:
        return label.id, row.id
    return None


def _plain(call: ast.Call, form: str) -> bool:
    if form == "record":
        given = [*call.args, *(k.value for k in call.keywords if k.arg == "orient")]
        options = len(call.args) + len(call.keywords)
        return options == len(given) == 1 and text_of(given[0]) == "records"
    allowed = ("index", "name") if form == "tuple" else ()
    return not call.args and all(
        k.arg in allowed
        and isinstance(k.value, ast.Constant)
        and isinstance(k.value.value, bool if k.arg == "index" else str)
        for k in call.keywords
    )


def body_of(clause: RowClause, facts: Facts) -> list[ast.AST]:
    """Everything that sees the clause's names."""
    node = clause.node
    if isinstance(node, ast.For):
        return [*node.body, *node.orelse]
    comp = facts.source.parents[node]
    assert isinstance(comp, COMPREHENSIONS)
    results: list[ast.AST] = (
        [comp.key, comp.value] if isinstance(comp, ast.DictComp) else [comp.elt]
    )
    at = comp.generators.index(node)
    return [*results, *node.ifs, *comp.generators[at + 1 :]]


def leftovers_unseen(clause: RowClause, names: set[str], facts: Facts) -> bool:
    """True where nobody misses, or rebinds, the names that the clause binds."""
    body = body_of(clause, facts)
    if flow.stores(body) & names:
        return False
    return not isinstance(clause.node, ast.For) or only_inside(names, clause.node, facts)


def frame_name(clause: RowClause, facts: Facts) -> tuple[str, str]:
    """(text that stands for the frame, the statement that binds it or nothing)."""
    frame = clause.frame
    part: ast.expr = frame
    while isinstance(part, ast.Attribute):
        part = part.value
    segment = facts.source.segment(frame)
    if isinstance(part, ast.Name):
        return segment, ""
    if not isinstance(clause.node, ast.For):
        raise Decline("a frame that has no name")
    name = facts.fresh("rows")
    return name, f"{name} = {segment}"


def outside(clause: RowClause, facts: Facts) -> ast.stmt:
    """The statement before which things can be made that the clause needs."""
    node = clause.node
    if isinstance(node, ast.For):
        return node
    comp = facts.source.parents[node]
    assert isinstance(comp, COMPREHENSIONS)
    if comp.generators[0] is not node:
        raise Decline("a clause that is evaluated again and again")
    return same_place(comp, facts)
