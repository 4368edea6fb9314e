"""What a call gives to each parameter, and whether it may be worked out where that is read."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..facts import Facts
from ..source import COMPREHENSIONS, Decline
from ._hot import is_cheap, is_quiet
from ._returned import Returned

_SIGNS = (ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.expr_context)
_MAY_FAIL = (ast.BinOp, ast.UnaryOp, ast.Call, ast.Compare, ast.Subscript, ast.Attribute)


def given_to(node: ast.Call, function: ast.FunctionDef) -> dict[str, ast.expr]:
    """What each parameter gets, in the order in which the call works it out."""
    spec = function.args
    if spec.vararg or spec.kwarg or spec.kwonlyargs or spec.posonlyargs:
        raise Decline("its parameters aren't plain")
    names = [arg.arg for arg in spec.args]
    if any(isinstance(a, ast.Starred) for a in node.args) or len(node.args) > len(names):
        raise Decline("it can't be told which argument is which")
    found = dict(zip(names, node.args, strict=False))
    for keyword in node.keywords:
        if keyword.arg is None or keyword.arg in found or keyword.arg not in names:
            raise Decline("it can't be told which argument is which")
        found[keyword.arg] = keyword.value
    defaults = dict(zip(reversed(names), reversed(spec.defaults), strict=False))
    for name, value in defaults.items():
        if isinstance(value, ast.Constant):
            found.setdefault(name, value)
    if found.keys() != set(names):
        raise Decline("an argument isn't given")
    return found


def fits(result: Returned, given: dict[str, ast.expr], facts: Facts) -> bool:
    """True where putting the arguments in gives what the call gives, or fails alike."""
    order = _reads(result.parts, set(given))
    sure = [name for name, certain in order if certain]
    wanted = [name for name, value in given.items() if not is_trivial(value)]
    for name in wanted:
        times = sum(read == name for read, _ in order)
        if not is_quiet(given[name]) or times > (2 if is_cheap(given[name], facts) else 1):
            return False
    return [name for name in dict.fromkeys(sure) if name in wanted] == wanted


def is_trivial(node: ast.expr) -> bool:
    """True for what may be worked out any number of times, whenever."""
    return isinstance(node, ast.Name | ast.Constant)


def _reads(parts: Sequence[ast.expr], names: set[str]) -> list[tuple[str, bool]]:
    """(parameter, whether it's surely read before anything that might fail) in order."""
    found: list[tuple[str, bool]] = []
    calm = True

    def visit(node: ast.AST) -> None:
        nonlocal calm
        if isinstance(node, ast.Name):
            if node.id in names:
                found.append((node.id, calm))
            return
        inside = [part for part in ast.iter_child_nodes(node) if not isinstance(part, _SIGNS)]
        if isinstance(node, COMPREHENSIONS):
            calm = False
        if isinstance(node, ast.IfExp):
            inside = [node.test, node.body, node.orelse]
        for at, child in enumerate(inside):
            visit(child)
            asked = at == 0 and isinstance(node, ast.IfExp | ast.BoolOp)
            # In a chain of comparisons the first is made before the third side is read.
            calm = calm and not (asked or (at == 1 and isinstance(node, ast.Compare)))
        calm = calm and not isinstance(node, _MAY_FAIL)

    for part in parts:
        visit(part)
        calm = calm and len(parts) == 1
    return found
