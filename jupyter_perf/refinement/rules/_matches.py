"""The rows of a frame that match a value."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..syntax import column_of, text_of
from ..values import Frame
from ._key_filters import rows_asked_for
from ._known_frames import frame_at
from ._masks import named_test
from ._matched_terms import Key, Matching

_UNCLEAR = frozenset({"Series", "ndarray", "list", "tuple", "set", "dict", "DataFrame"})


def matching(node: ast.Subscript, facts: Facts) -> Matching | None:
    """The filter that an expression makes, or None."""
    asked = rows_asked_for(node) or _part_of_column(node)
    if asked is None:
        return None
    base, test, column = asked
    test, named = named_test(test, facts, several=True)
    pairs = pairs_of(test, base.id)
    if not pairs or len({key.name for key, _ in pairs}) < len(pairs):
        return None
    keys, values = zip(*pairs, strict=True)
    others = [value for value in values if not _is_plain(value)]
    if not others or not all(one_value(value, base.id, facts) for value in others):
        return None
    return Matching(node, base, keys, values, column, named)


def _is_plain(value: ast.expr) -> bool:
    """True for a text or whole number that is written out."""
    return isinstance(value, ast.Constant) and type(value.value) in (str, int)


def _part_of_column(node: ast.Subscript) -> tuple[ast.Name, ast.expr, str] | None:
    """(frame, test, column) of `frame["column"][test]`."""
    base = node.value
    if not (isinstance(base, ast.Subscript) and isinstance(node.ctx, ast.Load)):
        return None
    column = text_of(base.slice)
    if column is None or not isinstance(base.value, ast.Name):
        return None
    return base.value, node.slice, column


def pairs_of(test: ast.expr, frame: str) -> list[tuple[Key, ast.expr]]:
    """(key, value) of each comparison that `&` joins; empty where there is anything else."""
    if isinstance(test, ast.BinOp) and isinstance(test.op, ast.BitAnd):
        left, right = pairs_of(test.left, frame), pairs_of(test.right, frame)
        return left + right if left and right else []
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return []
    if not isinstance(test.ops[0], ast.Eq):
        return []
    for one, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        key = _key(one, frame)
        if key is not None and _key(other, frame) is None:
            return [(key, other)]
    return []


_MADE = flow.words(
    """dt str astype date year month day hour minute weekday dayofweek quarter strftime to_period
    normalize lower upper strip title round floor day_name month_name slice"""
)


def _key(node: ast.expr, frame: str) -> Key | None:
    column = column_of(node, frame)
    if column is not None:
        return Key(column)
    part: ast.expr = node
    while isinstance(part, ast.Attribute | ast.Call):
        if isinstance(part, ast.Call):
            given = [*part.args, *(k.value for k in part.keywords)]
            fixed = all(isinstance(a, ast.Constant | ast.Name) for a in given)
            if not (fixed and isinstance(part.func, ast.Attribute)):
                return None
            part = part.func
        elif part.attr not in _MADE:
            return None
        else:
            column = column_of(part.value, frame)
            if column is not None:
                return Key(column, node)
            part = part.value
    return None


def one_value(node: ast.expr, frame: str, facts: Facts) -> bool:
    """True for a name or a part of something that is one value, cheap to ask for again."""
    if isinstance(node, ast.Name):
        return facts.kind_of(node) not in _UNCLEAR and node.id != frame
    if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Name):
        part = isinstance(node, ast.Attribute) or isinstance(node.slice, ast.Constant | ast.Name)
        return part and facts.kind_of(node.value) not in ("DataFrame", "Series")
    return False


def frame_of(found: Matching, before: ast.stmt, facts: Facts) -> Frame | None:
    """What is known of the frame before a statement; declines where columns are missing."""
    known = frame_at(found.frame, before, facts)
    if known is not None and any(key.label not in known.columns for key in found.keys):
        raise Decline("a key that is no column")
    return known
