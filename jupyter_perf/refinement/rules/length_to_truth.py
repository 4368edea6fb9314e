from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._hot import is_hot
from ._rule import Rewrite, rule

_SIZED = ("list", "tuple", "str", "dict", "set", "frozenset", "deque", "Counter", "defaultdict")
_FILLED = {("Gt", 0), ("NotEq", 0), ("GtE", 1)}
_EMPTY = {("Eq", 0), ("LtE", 0), ("Lt", 1)}
_TURNED = {"Gt": "Lt", "Lt": "Gt", "GtE": "LtE", "LtE": "GtE"}


@rule(ast.Compare, ast.Call, safety=Safety.CHECK, gain=1.21, hints=("len(",),
      kinds=("function", "program"))  # fmt: skip
def length_to_truth(node: ast.Compare | ast.Call, facts: Facts) -> Rewrite | None:
    """Ask whether there is anything in a container without counting it.

    What it does:
        `while len(queue) > 0` becomes `while queue`, and `if len(stack) == 0` `if not stack`, in
        a loop, for lists, texts, dictionaries, sets and deques.

    Why it is slow:
        Looking `len` up, calling it, making a number and comparing it take four to five times as
        long as asking the container itself.

    Before:
        while len(queue) > 0:
            person = queue.popleft()

    After:
        while queue:
            person = queue.popleft()

    When not:
        The answer is kept as a value, not asked for by `if`, `while`, `and` and the like; what
        isn't known to be one of Python's own containers.

    Source:
        PEP 8, "Programming Recommendations"; measured: 30 ns less each time, 1.05 to 1.2 times.
    """
    asked = _asked(node)
    if asked is None or not _decides(node, facts) or not is_hot(node, facts):
        return None
    held, filled = asked
    if not facts.is_builtin("len", at=node) or held.lineno != held.end_lineno:
        return None
    if not shapes.within(shapes_of(held, facts), *_SIZED):
        return None
    text = facts.source.segment(held)
    return Rewrite((Swap(node, text if filled else f"not {text}"),))


def _asked(node: ast.Compare | ast.Call) -> tuple[ast.Name | ast.Subscript, bool] | None:
    """(container, whether the test asks that something is in it) of a test of a length."""
    if isinstance(node, ast.Call):
        held = _measured(node)
        return None if held is None else (held, True)
    if len(node.ops) > 1:
        return None
    left, sign, right = node.left, type(node.ops[0]).__name__, node.comparators[0]
    if isinstance(left, ast.Constant):
        left, sign, right = right, _TURNED.get(sign, sign), left
    held = _measured(left)
    if held is None or not isinstance(right, ast.Constant) or type(right.value) is not int:
        return None
    test = (sign, right.value)
    return (held, test in _FILLED) if test in _FILLED | _EMPTY else None


def _measured(node: ast.expr) -> ast.Name | ast.Subscript | None:
    """`x` of `len(x)`, where it is a name or a look-up."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    if node.func.id != "len" or len(node.args) != 1 or node.keywords:
        return None
    only = node.args[0]
    plain = isinstance(only, ast.Subscript) and not isinstance(only.slice, ast.Slice)
    return only if isinstance(only, ast.Name) or plain else None  # type: ignore[return-value]


def _decides(node: ast.expr, facts: Facts) -> bool:
    """True where nothing but the truth of an expression matters."""
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.BoolOp) or (
            isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)
        ):
            child = parent
            if isinstance(parent, ast.UnaryOp):
                return True
            continue
        if isinstance(parent, ast.comprehension):
            return child in parent.ifs
        tests = isinstance(parent, ast.If | ast.While | ast.IfExp)
        return tests and getattr(parent, "test", None) is child
    return False
