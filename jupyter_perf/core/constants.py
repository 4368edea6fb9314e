"""The constants that stand in a source, those first that it compares something with."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator

Constant = int | float | str
_BORDERS = (ast.Compare, ast.Match, ast.Dict, ast.Set, ast.Subscript)
_FOLDED: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
}  # fmt: skip
_MOST_EXPONENT = 200
_LONGEST_TEXT = 60


def constants_of(source: str) -> dict[Constant, bool]:
    """Each number and text of `source`, in order, and whether something is compared with it.

    Calculations such as `10**9 + 7` count as their result. Empty where the source can't be parsed.
    """
    found: dict[Constant, bool] = {}
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return found
    for constant, border in _walk(tree, False):
        found[constant] = found.get(constant, False) or border
    return found


def borders(original: str, candidate: str, count: int) -> list[Constant]:
    """At most `count` constants at which the two may part: what is new in the candidate first."""
    before, after = constants_of(original), constants_of(candidate)
    new = [c for c in after if c not in before]
    ordered = sorted(new, key=lambda c: not after[c])
    compared = [c for c, border in {**after, **before}.items() if border or before.get(c)]
    unique: dict[tuple[type, Constant], Constant] = {}
    for constant in (*ordered, *compared):
        unique.setdefault((type(constant), constant), constant)
    return list(unique.values())[:count]


def _walk(node: ast.AST, border: bool) -> Iterator[tuple[Constant, bool]]:
    if isinstance(node, ast.JoinedStr):  # pieces of text are no values
        inner = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        for part in inner:
            yield from _walk(part, border)
        return
    value = _value(node)
    if value is not None:
        yield value, border
        return
    border = border or isinstance(node, _BORDERS)
    for child in ast.iter_child_nodes(node):
        # A text by itself is a docstring.
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from _walk(child, border and not isinstance(child, ast.stmt))


def _value(node: ast.AST) -> Constant | None:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float, str):
        value: Constant = node.value  # type: ignore[assignment]
        return None if isinstance(value, str) and len(value) > _LONGEST_TEXT else value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _value(node.operand)
        return None if inner is None or isinstance(inner, str) else -inner
    if isinstance(node, ast.BinOp) and type(node.op) in _FOLDED:
        left, right = _value(node.left), _value(node.right)
        if isinstance(left, int) and isinstance(right, int):
            return _folded(node.op, left, right)
    return None


def _folded(op: ast.operator, left: int, right: int) -> int | None:
    if isinstance(op, ast.Pow | ast.LShift) and not 0 <= right <= _MOST_EXPONENT:
        return None
    return _FOLDED[type(op)](left, right)
