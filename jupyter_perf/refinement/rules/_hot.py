"""Whether a place runs often, and whether an expression may be evaluated once more or earlier."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS

_QUIET_PARTS = (
    *(ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.Subscript, ast.Attribute, ast.Tuple),
    *(ast.operator, ast.unaryop, ast.expr_context, ast.Compare, ast.cmpop),
)


def is_hot(node: ast.AST, facts: Facts) -> bool:
    """True in a loop or comprehension, and in a function that is called in one or by itself.

    Not in what is compiled, where other things are slow.
    """
    if is_compiled(node, facts):
        return False
    if _repeated(node, facts):
        return True
    function = facts.source.function(node)
    if not isinstance(function, ast.FunctionDef):
        return False
    return any(
        facts.source.inside(use, function) or _repeated(use, facts)
        for use in facts.source.all(ast.Name)
        if use.id == function.name and isinstance(use.ctx, ast.Load)
    )


def is_compiled(node: ast.AST, facts: Facts) -> bool:
    """True in a function that numba or another decorator not known here makes into something."""
    for parent in facts.source.ancestors(node):
        if not isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for decorator in parent.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if ast.unparse(called).rpartition(".")[2] not in _INTERPRETED:
                return True
        for call in facts.source.all(ast.Call):
            given = any(isinstance(a, ast.Name) and a.id == parent.name for a in call.args)
            if given and "jit" in ast.unparse(call.func):
                return True
    return False


_INTERPRETED = flow.words("cache lru_cache staticmethod classmethod property cached_property")


def _repeated(node: ast.AST, facts: Facts) -> bool:
    if facts.source.loops(node):
        return True
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.stmt):
            return False
        if isinstance(parent, COMPREHENSIONS):
            return True
    return False


def is_quiet(node: ast.expr) -> bool:
    """True for names, constants, items and arithmetic: no call, nothing bound."""
    return all(isinstance(part, _QUIET_PARTS) for part in ast.walk(node))


def is_cheap(node: ast.expr, facts: Facts) -> bool:
    """True where evaluating an expression twice costs and does no more than a look-up."""
    if isinstance(node, ast.Name | ast.Constant):
        return True
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.operand, ast.Constant)
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return False
    if not isinstance(node.slice, ast.Name | ast.Constant):
        return False
    return shapes.within(shapes_of(node.value, facts), "list", "tuple")


def runs_first(node: ast.expr, stmt: ast.stmt, facts: Facts) -> bool:
    """True where a simple statement surely evaluates `node`, and before that nothing that shows.

    Then `node` can be worked out in a statement of its own just before.
    """
    if not isinstance(stmt, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Return | ast.Expr):
        return False
    value = stmt.value
    if value is None or not facts.source.inside(node, value):
        return False
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.stmt):
            break
        if not isinstance(parent, ast.BinOp | ast.UnaryOp | ast.Call | ast.Subscript | ast.Tuple):
            return False
        for sibling in ast.iter_child_nodes(parent):
            if sibling is child:
                break
            if isinstance(sibling, ast.expr) and not is_quiet(sibling):
                return False
        child = parent
    # `x += f(x)` reads the target first; moving the value before it shows where a call changes it.
    return not isinstance(stmt, ast.AugAssign) or is_quiet(node) or _plain_target(stmt, node, facts)


def _plain_target(stmt: ast.AugAssign, node: ast.expr, facts: Facts) -> bool:
    return not (flow.loads(stmt.target) | flow.stores(stmt.target)) & facts.changed(node)
