from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..source import Decline
from ..syntax import column_of, joined_tests, text_of
from ..values import Frame
from ._fstrings import lifted
from ._guarded import is_kept
from ._key_filters import rows_asked_for, single
from ._key_parts import always_made
from ._known_frames import frame_at
from ._only_read import consumed
from ._place import applied, place
from ._rows import quote_of
from ._rows_taken import few_columns, only_column
from ._rule import Rewrite, rule

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}
_SIDES = {ast.GtE: "left", ast.Gt: "right", ast.Lt: "left", ast.LtE: "right"}
"""On which side of equal values a bound lies: the first row wanted, or the first not wanted."""
_KINDS = frozenset({"int", "float", "datetime"})


@rule(ast.Subscript, safety=Safety.CHECK, gain=12.0, hints=("<", ">", "between"))
def range_filter_to_places(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Find the rows of a range by bisection in a column that is sorted once.

    What it does:
        `df[(df['t'] >= a) & (df['t'] < b)]` for many `a` and `b` takes rows by their places in the
        column's sorted values, which bisection finds. They come in the frame's own order.

    Why it is slow:
        Each filter compares the whole column, once for each bound, so that the time grows with the
        number of ranges times the number of rows.

    Before:
        for start, end in windows:
            sums.append(df[(df['t'] >= start) & (df['t'] < end)]['x'].sum())

    After:
        t_sorted = df['t'].reset_index(drop=True).dropna().sort_values(kind='stable')
        t_places = t_sorted.index.to_numpy()
        for start, end in windows:
            first, last = t_sorted.searchsorted(start, 'left'), t_sorted.searchsorted(end, 'left')
            rows = np.sort(t_places[first : last if start == start and end == end else 0])
            sums.append(df['x'].iloc[rows].sum())

    When not:
        The frame changes meanwhile, the column holds neither numbers nor dates, or the rows are
        kept rather than read.

    Source:
        The documentation of `pandas.Series.searchsorted`; seen gains 3 to 10 times.
    """
    found = _ranged(node, facts)
    if found is None or is_kept(node, facts):
        return None
    fixed = {found.frame.id}
    before = place(node, fixed, facts) or applied(node, fixed, facts)
    stmt = facts.source.statement(node)
    if before is None or not always_made(node, stmt, facts):
        return None
    known = frame_at(found.frame, before, facts)
    kind = known.columns.get(found.column) if known is not None else None
    quote = quote_of(facts)
    if known is None or kind not in _KINDS or quote in found.column or "\\" in found.column:
        return None
    whole, column = _taken(node, found, facts)
    if column not in (None, *known.columns) or not consumed(node, facts):
        raise Decline("rows that are kept")
    return _rewrite(found, before, whole, column, known, facts)


@dataclass(frozen=True)
class _Ranged:
    """`frame[(frame['column'] >= low) & (frame['column'] < high)]`, or one bound of the two."""

    frame: ast.Name
    column: str
    low: tuple[ast.expr, str] | None
    high: tuple[ast.expr, str] | None
    taken: str | None
    """The column that `loc` is asked for."""


def _ranged(node: ast.Subscript, facts: Facts) -> _Ranged | None:
    asked = rows_asked_for(node)
    if asked is None:
        return None
    base, test, taken = asked
    found: dict[bool, tuple[ast.expr, str]] = {}
    columns: set[str] = set()
    for part in joined_tests(test):
        bounds = _bounds(part, base.id, facts)
        if not bounds:
            return None
        for column, is_low, value, side in bounds:
            if is_low in found:
                return None
            found[is_low] = value, side
            columns.add(column)
    if len(columns) != 1:
        return None
    return _Ranged(base, columns.pop(), found.get(True), found.get(False), taken)


def _bounds(test: ast.expr, frame: str, facts: Facts) -> list[tuple[str, bool, ast.expr, str]]:
    """(column, whether it is the lower bound, value, side) of each bound that a test sets."""
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute):
        column = column_of(test.func.value, frame)
        plain = test.func.attr == "between" and len(test.args) == 2 and not test.keywords
        if column is None or not plain or not all(single(a, frame, facts) for a in test.args):
            return []
        return [(column, True, test.args[0], "left"), (column, False, test.args[1], "right")]
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return []
    how = type(test.ops[0])
    if how not in _TURNED:
        return []
    left, right = test.left, test.comparators[0]
    if column_of(left, frame) is None:
        left, right, how = right, left, _TURNED[how]
    column = column_of(left, frame)
    if column is None or not single(right, frame, facts):
        return []
    return [(column, how in (ast.Gt, ast.GtE), right, _SIDES[how])]


def _taken(node: ast.Subscript, found: _Ranged, facts: Facts) -> tuple[ast.expr, str | None]:
    """(expression to replace, the column that it takes of the rows)."""
    if found.taken is not None:
        return node, found.taken
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Subscript) and parent.value is node:
        column = text_of(parent.slice)
        if column is not None and isinstance(parent.ctx, ast.Load):
            return parent, column
    return node, None


def _stem(column: str, frame: str) -> str:
    """The beginning of a name."""
    return column if column.isidentifier() else frame


def _present(node: ast.expr, value: str) -> list[str]:
    """A test that a value is no hole; none for constants."""
    if isinstance(node, ast.Constant):
        return []
    value = value if isinstance(node, ast.Name | ast.Attribute | ast.Subscript) else f"({value})"
    return [f"{value} == {value}"]


def _rewrite(
    found: _Ranged,
    before: ast.stmt,
    whole: ast.expr,
    column: str | None,
    known: Frame,
    facts: Facts,
) -> Rewrite:
    np, line = facts.module("numpy", "np")
    quote, frame, stmt = quote_of(facts), found.frame.id, facts.source.statement(whole)
    label = f"{quote}{found.column}{quote}"
    stem = _stem(found.column, frame)
    ordered, places = facts.fresh(f"{stem}_sorted".lower()), facts.fresh(f"{stem}_places".lower())
    first, last = facts.fresh("first"), facts.fresh("last")
    rows = facts.fresh(f"{frame}_rows".lower())
    made = (
        f"{ordered} = {frame}[{label}].reset_index(drop=True).dropna()"
        f".sort_values(kind={quote}stable{quote})\n{places} = {ordered}.index.to_numpy()"
    )
    steps, ends, tests = [], ["", ""], []
    for at, (name, bound) in enumerate(((first, found.low), (last, found.high))):
        if bound is not None:
            value = facts.source.segment(bound[0])
            steps.append(f"{name} = {ordered}.searchsorted({value}, {quote}{bound[1]}{quote})")
            ends[at] = name
            tests += _present(bound[0], value)
    # Nothing is in a range up to or from a hole.
    if tests:
        end = ends[1] or f"len({places})"
        ends[1] = f"{end} if {' and '.join(dict.fromkeys(tests))} else 0"
    steps.append(f"{rows} = {np}.sort({places}[{ends[0]} : {ends[1]}])")
    only = only_column(whole, facts) if column is None else None
    column = column if only is None else only[0]
    part = "" if column is None else f"[{quote}{column}{quote}]"
    text = f"{frame}{part}.iloc[{rows}]"
    few = few_columns(whole, known, facts) if column is None else None
    if few is not None:
        # To take rows takes time for each column.
        narrow = facts.fresh(f"{frame}_columns".lower())
        made += f"\n{narrow} = {frame}[[{', '.join(f'{quote}{c}{quote}' for c in few[0])}]]"
        text = f"{narrow}.iloc[{rows}]"
        only = "", list[ast.expr](few[1])
    changes: list[Change] = [Around(before, made), Around(stmt, "\n".join(steps))]
    if only is not None:
        taken = facts.fresh(f"{_stem(only[0], frame)}_rows".lower())
        taken = facts.fresh(f"{frame}_taken".lower()) if not only[0] else taken
        changes.append(Instead(stmt, f"{taken} = {text}"))
    swaps = lifted({whole: text} if only is None else dict.fromkeys(only[1], taken), facts)
    changes += [Swap(one, text) for one, text in swaps.items()]
    if not facts.is_builtin("len", at=whole):
        raise Decline("`len` is something else here")
    return Rewrite(tuple(changes), (line,) if line else ())
