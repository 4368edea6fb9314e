"""How a cell is cut in two: its opening, which is quick, and from the statement on that is slow.

Once the opening has run, what it has made lies there as values, and rules know a frame that the
cell itself has sorted as well as one that it found.
"""

from __future__ import annotations

import ast

from . import flow
from .profile import Profile

_LEAST_SHARE = 0.3
"""Of the time, for a statement that is worth it."""
MOST_SECONDS = 0.25
"""For the opening, which runs again whenever rules are asked."""
_EMPTY = ("list", "dict", "set", "tuple", "defaultdict", "deque", "Counter")


def opening_of(source: str, profile: Profile, seconds: float) -> int:
    """How many statements the opening has; 0 where there is none, or nothing of it is used.

    `seconds` is what one run takes in all.
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return 0
    if len(body) < 2 or profile.seconds <= 0:
        return 0
    # What a function takes is taken by who calls it.
    shares = [0.0 if _only_names(stmt) else profile.share(_lines(stmt)) for stmt in body]
    slow = max(range(len(body)), key=shares.__getitem__)
    if shares[slow] < _LEAST_SHARE or seconds * sum(shares[:slow]) > MOST_SECONDS:
        return 0
    # What collects belongs to the loop that fills it, and a function to its calls: rules want to
    # see both.
    while slow and (_starts_a_collection(body[slow - 1]) or _only_names(body[slow - 1])):
        slow -= 1
    made = flow.stores([stmt for stmt in body[:slow] if not _only_names(stmt)])
    return slow if made & flow.loads(body[slow:]) else 0


def _lines(stmt: ast.stmt) -> range:
    return range(stmt.lineno, (stmt.end_lineno or stmt.lineno) + 1)


def _only_names(stmt: ast.stmt) -> bool:
    """True for what makes no value that rules couldn't read from the text."""
    return isinstance(
        stmt, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    )


def _starts_a_collection(stmt: ast.stmt) -> bool:
    """True for `found = []`, `total = 0` and the like."""
    if not isinstance(stmt, ast.Assign):
        return False
    value = stmt.value
    if isinstance(value, ast.UnaryOp):
        value = value.operand
    if isinstance(value, ast.List | ast.Tuple | ast.Set):
        return all(isinstance(part, ast.Constant) for part in value.elts)
    if isinstance(value, ast.Call):
        name = getattr(value.func, "attr", getattr(value.func, "id", ""))
        return name in _EMPTY and all(isinstance(part, ast.Name) for part in value.args)
    return isinstance(value, ast.Constant) or (isinstance(value, ast.Dict) and not value.keys)
