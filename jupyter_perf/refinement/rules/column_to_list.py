from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Swap
from ..facts import Facts
from ..values import dtype_kind
from ._elements import column_samples
from ._guarded import is_fallback
from ._guessed_columns import guessed
from ._rule import Rewrite, rule

_ALONE = flow.words("list tuple set frozenset sorted max min")
_ALL = flow.words("zip enumerate")
_FULL = frozenset({"collections.Counter", "collections.deque"})
LEAST = 100
"""In shorter columns nothing is gained."""


@rule(ast.Name, ast.Subscript, ast.Attribute, safety=Safety.CHECK, gain=2.5, hints=(" in ", "("))
def column_to_list(node: ast.expr, facts: Facts) -> Rewrite | None:
    """Go through a column's list instead of the column.

    What it does:
        `for x in df['c']`, a comprehension over a column, and `zip`, `enumerate`, `set`, `sorted`,
        `Counter` of it get `df['c'].tolist()`.

    Why it is slow:
        Texts lie in Arrow's memory, and going through the column makes each one anew by a call,
        some 500 nanoseconds; a list is made of all of them in one go, some 30 nanoseconds each.

    Before:
        hosts = [email.split('@')[1] for email in df['email']]

    After:
        hosts = [email.split('@')[1] for email in df['email'].tolist()]

    When not:
        Columns of anything else than texts and numbers, short ones, what isn't known to be a
        column.

    Source:
        The pandas documentation of `Series.tolist`; measured: 7 times for texts, 3 for numbers.
    """
    column: ast.expr = node
    if isinstance(node, ast.Attribute) and node.attr == "values":
        column = node.value
    elif _is_part(node, facts):
        return None
    if not isinstance(node.ctx, ast.Load) or is_fallback(node, facts):  # type: ignore[attr-defined]
        return None
    texts, numbers = _gone_through(node, facts)
    if not texts:
        return None
    samples = column_samples(column, facts)
    kinds = {dtype_kind(sample.dtype) for sample in samples} or _likely(column, facts)
    arrays = column is not node
    wanted = {"str", "int", "float"} if numbers and not arrays else {"str"}
    if len(kinds) != 1 or not kinds <= wanted or any(len(s) < LEAST for s in samples):
        return None
    return Rewrite((Swap(node, f"{facts.source.segment(column)}.tolist()"),))


def _likely(column: ast.expr, facts: Facts) -> set[str]:
    """The kind of a column that the source makes: whatever it holds, its list holds the same."""
    frame = column.value if isinstance(column, ast.Subscript) else None
    constant = isinstance(column, ast.Subscript) and isinstance(column.slice, ast.Constant)
    if not constant or not isinstance(frame, ast.Name) or facts.kind_of(frame) != "DataFrame":
        return set()
    return {"str"} & {guessed(column, facts)}


def _is_part(node: ast.expr, facts: Facts) -> bool:
    """True for what is only the beginning of a longer expression."""
    parent = facts.source.parents.get(node)
    return isinstance(parent, ast.Attribute | ast.Subscript)


def _gone_through(node: ast.expr, facts: Facts) -> tuple[bool, bool]:
    """Whether all elements are taken from an expression once: (of texts, of numbers)."""
    parent = facts.source.parents.get(node)
    if isinstance(parent, ast.For | ast.comprehension):
        once = parent.iter is node
        return once, once
    if not isinstance(parent, ast.Call) or parent.func is node or node not in parent.args:
        return False, False
    called = parent.func
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        if called.id in ("map", "filter"):
            return parent.args[0] is not node, False
        alone = called.id in _ALONE and len(parent.args) == 1
        return alone or called.id in _ALL, called.id in _ALL
    if isinstance(called, ast.Attribute) and called.attr == "join":
        return isinstance(called.value, ast.Constant), False
    return (facts.full_name(called) or "") in _FULL and len(parent.args) == 1, False
