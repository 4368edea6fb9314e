"""Rows of a frame that cover a point: `(df['begin'] <= x) & (df['end'] > x)`, and what is asked."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ..facts import Facts
from ..source import Decline
from ..syntax import column_of, joined_tests, text_of
from ._key_filters import single, tests_rows

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE,
}  # fmt: skip


@dataclass(frozen=True)
class FrameCover:
    """Rows from the value in `begin` to that in `end`, of which those are chosen around `point`."""

    frame: ast.Name
    begin: str
    end: str
    point: ast.expr
    begun: str
    """On which side of equal values bisection finds how many have begun: `left` or `right`."""
    ended: str
    rest: tuple[ast.expr, ...]
    """Further tests of the row."""
    endless: bool
    """True where rows without an end cover all from their beginning on."""

    @property
    def closed(self) -> bool:
        """True where a row covers both of its ends."""
        return self.begun == "right" and self.ended == "left"


@dataclass
class Asked:
    """What is read of the rows: node → `count`, `present` (a count of numpy's) or a column."""

    wanted: dict[ast.expr, tuple[str, str]] = field(default_factory=dict)
    named: list[ast.Assign] = field(default_factory=list)
    """Statements that only give a name to the test or to the rows."""


def frame_cover(test: ast.expr, facts: Facts) -> FrameCover | None:
    """The cover that a test of rows asks for."""
    begin: tuple[str, ast.expr, str] | None = None
    end: tuple[str, ast.expr, str] | None = None
    rest: list[ast.expr] = []
    frame = _frame_of(test)
    if frame is None:
        return None
    endless = False
    for part in joined_tests(test):
        bound = _bound(part, frame.id, facts)
        if bound is None and (without := _without_end(part, frame.id, facts)) is not None:
            bound, endless = without, True
        if bound is None:
            if not tests_rows(part, frame.id, facts) and flag_of(part, frame.id) is None:
                return None
            rest.append(part)
        elif bound[2] in ("<", "<="):
            if begin is not None:
                return None
            begin = bound
        elif end is not None:
            return None
        else:
            end = bound
    if begin is None or end is None or begin[0] == end[0]:
        return None
    if ast.dump(begin[1]) != ast.dump(end[1]):
        return None
    begun = "right" if begin[2] == "<=" else "left"
    ended = "right" if end[2] == ">" else "left"
    return FrameCover(frame, begin[0], end[0], begin[1], begun, ended, tuple(rest), endless)


def _frame_of(test: ast.expr) -> ast.Name | None:
    """The frame whose column the first comparison reads."""
    for part in joined_tests(test):
        for side in [part.left, *part.comparators] if isinstance(part, ast.Compare) else []:
            base = side.value if isinstance(side, ast.Subscript | ast.Attribute) else None
            if isinstance(base, ast.Name) and column_of(side, base.id) is not None:
                return base
    return None


def _without_end(test: ast.expr, frame: str, facts: Facts) -> tuple[str, ast.expr, str] | None:
    """The bound in `(frame['end'] > x) | frame['end'].isna()`."""
    if not (isinstance(test, ast.BinOp) and isinstance(test.op, ast.BitOr)):
        return None
    for one, other in ((test.left, test.right), (test.right, test.left)):
        bound, called = _bound(one, frame, facts), getattr(other, "func", None)
        if bound is None or bound[2] in ("<", "<=") or not isinstance(called, ast.Attribute):
            continue
        alone = not other.args and not other.keywords  # type: ignore[attr-defined]
        if called.attr in ("isna", "isnull") and column_of(called.value, frame) == bound[0]:
            return bound if alone else None
    return None


def flag_of(test: ast.expr, frame: str) -> str | None:
    """The column that a test is, or negates."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Invert):
        test = test.operand
    return column_of(test, frame)


def _bound(test: ast.expr, frame: str, facts: Facts) -> tuple[str, ast.expr, str] | None:
    """(column, point, symbol) of `frame['column'] <= point`, whichever way around."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    op, left, right = type(test.ops[0]), test.left, test.comparators[0]
    if op not in _TURNED:
        return None
    if column_of(left, frame) is None:
        left, right, op = right, left, _TURNED[op]
    column = column_of(left, frame)
    if column is None or isinstance(right, ast.Constant) or not single(right, frame, facts):
        return None
    symbols = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
    return column, right, symbols[op]


def asked_of(test: ast.expr, cover: FrameCover, facts: Facts) -> Asked:
    """All that is read of the rows that a test chooses; raises Decline for more than numbers."""
    found = Asked()
    _mask(test, cover, found, facts)
    return found


def _mask(node: ast.expr, cover: FrameCover, found: Asked, facts: Facts) -> None:
    parent = facts.source.parents[node]
    if _is_method(parent, "sum") and isinstance(facts.source.parents[parent], ast.Call):
        _want(facts.source.parents[parent], ("present", ""), found)
    elif isinstance(parent, ast.Call) and facts.full_name(parent.func) == "numpy.sum":
        _want(parent, ("present", ""), found)
    elif isinstance(parent, ast.Subscript) and parent.slice is node:
        column = column_of(parent.value, cover.frame.id)
        if column == "loc" and isinstance(parent.value, ast.Attribute):
            _rows(parent, cover, found, facts)
        elif column is not None:
            _column(parent, column, found, facts)
        elif isinstance(parent.value, ast.Name) and parent.value.id == cover.frame.id:
            _rows(parent, cover, found, facts)
        else:
            raise Decline("rows of something else")
    elif isinstance(parent, ast.Tuple) and len(parent.elts) == 2 and parent.elts[0] is node:
        taken, column = facts.source.parents[parent], text_of(parent.elts[1])
        fits = isinstance(taken, ast.Subscript) and column is not None
        if not fits or ast.unparse(taken.value) != f"{cover.frame.id}.loc":  # type: ignore[attr-defined]
            raise Decline("rows of something else")
        _column(taken, column or "", found, facts)  # type: ignore[arg-type]
    else:
        for use in _uses(node, parent, found, facts):
            _mask(use, cover, found, facts)


def _rows(node: ast.expr, cover: FrameCover, found: Asked, facts: Facts) -> None:
    parent = facts.source.parents[node]
    if _is_length(parent, facts):
        _want(parent, ("count", ""), found)
    elif isinstance(parent, ast.Attribute) and parent.attr == "shape":
        first = facts.source.parents[parent]
        if not (isinstance(first, ast.Subscript) and ast.unparse(first.slice) == "0"):
            raise Decline("a shape that is read otherwise")
        _want(first, ("count", ""), found)
    elif isinstance(parent, ast.Subscript) and parent.value is node and text_of(parent.slice):
        _column(parent, text_of(parent.slice) or "", found, facts)
    elif isinstance(parent, ast.Attribute):
        _column(parent, parent.attr, found, facts)
    else:
        for use in _uses(node, parent, found, facts):
            _rows(use, cover, found, facts)


def _column(node: ast.expr, column: str, found: Asked, facts: Facts) -> None:
    parent = facts.source.parents[node]
    if _is_length(parent, facts):
        _want(parent, ("count", ""), found)
    elif _is_method(parent, "sum"):
        _want(facts.source.parents[parent], ("sum", column), found)
    else:
        raise Decline("a column that is read otherwise")


def _is_method(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == name


def _is_length(node: ast.AST, facts: Facts) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name) and called.id == "len" and facts.is_builtin("len", at=node)


def _want(node: ast.AST, what: tuple[str, str], found: Asked) -> None:
    plain = isinstance(node, ast.Subscript) or (
        isinstance(node, ast.Call)
        and not node.keywords
        and len(node.args) == (0 if isinstance(node.func, ast.Attribute)
                               and node.func.attr == "sum" and what[0] == "sum" else len(node.args))
    )  # fmt: skip
    if not plain or not isinstance(node, ast.expr):
        raise Decline("a number that is asked for otherwise")
    found.wanted[node] = what


def _uses(node: ast.expr, stmt: ast.AST, found: Asked, facts: Facts) -> list[ast.Name]:
    """The uses of the name that a statement gives to a test or to rows."""
    target = stmt.targets[0] if isinstance(stmt, ast.Assign) and stmt.value is node else None
    if not isinstance(stmt, ast.Assign) or not isinstance(target, ast.Name):
        raise Decline("rows that are read otherwise")
    name, scope = target.id, facts.scope(target.id, target)
    if name in facts.namespace or name in facts.taken or len(facts.binders(name, scope)) != 1:
        raise Decline("a name that others know")
    block = facts.source.block(stmt)
    behind = block[block.index(stmt) + 1 :]
    uses = [
        use
        for use in facts.source.all(ast.Name)
        if use.id == name and use is not target and facts.scope(name, use) is scope
    ]
    inside = all(any(facts.source.inside(use, one) for one in behind) for use in uses)
    if not uses or not inside or len(block) < 2:
        raise Decline("rows that are read later")
    found.named.append(stmt)
    return uses
