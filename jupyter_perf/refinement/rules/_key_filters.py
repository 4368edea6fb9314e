"""Filters of a frame by keys that equal values, and maybe by further tests of the rows."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..syntax import column_of, joined_tests, text_of
from ._masks import named_test

_TESTS = flow.words("isin isna isnull notna notnull between")
_UNCLEAR = frozenset({"Series", "ndarray", "list", "tuple", "set", "dict", "DataFrame", "Index"})


@dataclass(frozen=True)
class KeyFilter:
    """`frame[(frame['k'] == value) & rest]`, for one key or several; maybe one column of it.

    Where `either`, there is one value, and rows count where any of the keys equals it.
    """

    node: ast.Subscript
    frame: ast.Name
    keys: tuple[str, ...]
    values: tuple[ast.expr, ...]
    rest: tuple[ast.expr, ...]
    column: str | None
    either: bool = False
    named: ast.Assign | None = None
    """The statement that gives the comparison a name, where nothing else reads that."""


def key_filter(node: ast.Subscript, facts: Facts) -> KeyFilter | None:
    """The filter that an expression makes, or None."""
    asked = rows_asked_for(node)
    if asked is None:
        return None
    base, test, column = asked
    test, named = named_test(test, facts)
    pairs: list[tuple[str, ast.expr]] = []
    rest: list[ast.expr] = []
    either: list[tuple[ast.expr, tuple[str, ...], ast.expr]] = []
    for part in joined_tests(test):
        pair, keys = _pair(part, base.id, facts), _either(part, base.id, facts)
        if pair is not None:
            pairs.append(pair)
        elif keys is not None:
            either.append((part, *keys))
        elif tests_rows(part, base.id, facts):
            rest.append(part)
        else:
            return None
    if not pairs:
        return _by_either(node, base, either, rest, column, named)
    if len({key for key, _ in pairs}) < len(pairs):
        return None
    if not all(tests_rows(part, base.id, facts) for part, _, _ in either):
        return None
    rest += [part for part, _, _ in either]
    labels, values = zip(*pairs, strict=True)
    return KeyFilter(node, base, labels, values, tuple(rest), column, named=named)


def _by_either(
    node: ast.Subscript,
    frame: ast.Name,
    either: list[tuple[ast.expr, tuple[str, ...], ast.expr]],
    rest: list[ast.expr],
    column: str | None,
    named: ast.Assign | None,
) -> KeyFilter | None:
    if len(either) != 1:
        return None
    _, keys, value = either[0]
    return KeyFilter(node, frame, keys, (value,), tuple(rest), column, either=True, named=named)


def rows_asked_for(node: ast.Subscript) -> tuple[ast.Name, ast.expr, str | None] | None:
    """(frame, test, column) of `frame[test]`, `frame.loc[test]` and `frame.loc[test, "column"]`."""
    base, test, column = node.value, node.slice, None
    if isinstance(base, ast.Attribute) and base.attr == "loc":
        base = base.value
        if isinstance(test, ast.Tuple) and len(test.elts) == 2:
            column, test = text_of(test.elts[1]), test.elts[0]
            if column is None:
                return None
    if not (isinstance(base, ast.Name) and isinstance(node.ctx, ast.Load)):
        return None
    return base, test, column


def _either(test: ast.expr, frame: str, facts: Facts) -> tuple[tuple[str, ...], ast.expr] | None:
    """(keys, value) of `(frame['k'] == value) | (frame['l'] == value)`."""
    parts = _alternatives(test)
    pairs = [_pair(part, frame, facts) for part in parts] if len(parts) > 1 else []
    found = [pair for pair in pairs if pair is not None]
    keys = tuple(key for key, _ in found)
    if not found or len(found) < len(parts) or len(set(keys)) < len(keys):
        return None
    same = {ast.unparse(value) for _, value in found}
    return (keys, found[0][1]) if len(same) == 1 else None


def _alternatives(test: ast.expr) -> list[ast.expr]:
    """The tests of rows that `|` joins."""
    if isinstance(test, ast.BinOp) and isinstance(test.op, ast.BitOr):
        return _alternatives(test.left) + _alternatives(test.right)
    return [test]


def _sides(test: ast.expr) -> tuple[ast.expr, ast.expr] | None:
    """What `==`, or the method `eq`, compares."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return (test.left, test.comparators[0]) if isinstance(test.ops[0], ast.Eq) else None
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute):
        plain = test.func.attr == "eq" and len(test.args) == 1 and not test.keywords
        return (test.func.value, test.args[0]) if plain else None
    return None


def _pair(test: ast.expr, frame: str, facts: Facts) -> tuple[str, ast.expr] | None:
    """(key, value) of `frame['k'] == value`."""
    sides = _sides(test)
    if sides is None:
        return None
    for one, other in (sides, sides[::-1]):
        key = column_of(one, frame)
        if key is not None and _value(other, frame, facts):
            return key, other
    return None


def tests_rows(test: ast.expr, frame: str, facts: Facts) -> bool:
    """True for a test of each row by its own columns and single values alone."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Invert):
        return tests_rows(test.operand, frame, facts)
    if isinstance(test, ast.BinOp) and isinstance(test.op, ast.BitAnd | ast.BitOr):
        return tests_rows(test.left, frame, facts) and tests_rows(test.right, frame, facts)
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute):
        given = [*test.args, *(k.value for k in test.keywords)]
        known = test.func.attr in _TESTS and column_of(test.func.value, frame) is not None
        return known and not any(frame in flow.loads(part) for part in given)
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return False
    if isinstance(test.ops[0], ast.In | ast.NotIn | ast.Is | ast.IsNot):
        return False
    sides = [test.left, test.comparators[0]]
    columns = [side for side in sides if column_of(side, frame) is not None]
    return bool(columns) and all(s in columns or single(s, frame, facts) for s in sides)


def single(node: ast.expr, frame: str, facts: Facts) -> bool:
    """True for one value: a constant, a name, arithmetic of them."""
    if isinstance(node, ast.BinOp):
        return single(node.left, frame, facts) and single(node.right, frame, facts)
    if isinstance(node, ast.UnaryOp):
        return single(node.operand, frame, facts)
    if isinstance(node, ast.Call):
        full = facts.full_name(node.func) or ""
        stamped = full in ("pandas.Timestamp", "pandas.Timedelta", "pandas.DateOffset")
        given = [*node.args, *(k.value for k in node.keywords)]
        return stamped and all(single(part, frame, facts) for part in given)
    return isinstance(node, ast.Constant) or _value(node, frame, facts)


def _value(node: ast.expr, frame: str, facts: Facts) -> bool:
    """True for a name or a part of something that is one value, cheap to ask for again."""
    if isinstance(node, ast.Name):
        return node.id != frame and facts.kind_of(node) not in _UNCLEAR
    if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Name):
        part = isinstance(node, ast.Attribute) or _is_place(node.slice)
        whole = facts.kind_of(node.value) in ("DataFrame", "Series")
        return part and node.value.id != frame and not whole
    return False


def _is_place(key: ast.expr) -> bool:
    """True for a name, a constant, and `i + 1`."""
    if isinstance(key, ast.BinOp):
        plain = isinstance(key.op, ast.Add | ast.Sub) and isinstance(key.right, ast.Constant)
        return plain and isinstance(key.left, ast.Name)
    return isinstance(key, ast.Constant | ast.Name)
