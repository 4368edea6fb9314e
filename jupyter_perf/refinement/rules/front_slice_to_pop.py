from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Instead, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import FUNCTIONS
from ._hot import is_compiled
from ._rule import Rewrite, rule

_METHODS = flow.words("append extend pop count index")
_ASKING = flow.words("len sum max min any all sorted list tuple set print")


@rule(ast.Assign, safety=Safety.CHECK, gain=11.0, hints=("[1:]",))
def front_slice_to_pop(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """Take the first element out of a list instead of copying all the others.

    What it does:
        `x = queue[0]` and `queue = queue[1:]` in a loop become `x = queue.pop(0)`, wherever the
        statement before takes the first element, as in `print(queue[0])`; and
        `queue = queue[1:] + [queue[0]]` becomes `queue.append(queue.pop(0))`; another rule makes
        the list a deque then.

    Why it is slow:
        Each slice makes a new list and counts another reference to every element.

    Before:
        while queue:
            place = queue[0]
            queue = queue[1:]

    After:
        while queue:
            place = queue.pop(0)

    When not:
        A list that isn't made here, or that something else holds: it would see elements go.

    Source:
        The Python documentation, "Mutable Sequence Types".
    """
    name = _shortened(node)
    if name is None or not facts.source.loops(node) or is_compiled(node, facts):
        return None
    if not _is_own(name, node, facts):
        return None
    if isinstance(node.value, ast.BinOp):
        return Rewrite((Instead(node, f"{name}.append({name}.pop(0))"),))
    before = facts.source.before(node)
    first = before[0] if before else None
    taken = _taken(first, name, facts) if first is not None else None
    if first is None or taken is None or len(facts.source.block(node)) < 2:
        return None
    return Rewrite((Swap(taken, f"{name}.pop(0)"), Instead(node, "")))


def _taken(stmt: ast.stmt, name: str, facts: Facts) -> ast.expr | None:
    """`queue[0]` in a statement that surely looks at it, and at nothing else of the list."""
    if not isinstance(stmt, ast.Assign | ast.AugAssign | ast.Expr):
        return None
    if name in flow.stores(stmt) or flow.has(stmt, *_UNSURE) or reads([stmt], name, facts):
        return None
    uses = [part for part in ast.walk(stmt) if isinstance(part, ast.Name) and part.id == name]
    found = facts.source.parents[uses[0]] if len(uses) == 1 else None
    # Where what is done with it may fail, and that is caught, it would be gone.
    caught = any(isinstance(outer, ast.Try | ast.With) for outer in facts.source.ancestors(stmt))
    if caught and not (isinstance(stmt, ast.Assign) and stmt.value is found):
        return None
    if not isinstance(found, ast.Subscript) or ast.unparse(found) != f"{name}[0]":
        return None
    return found if isinstance(found.ctx, ast.Load) else None


_UNSURE = (ast.Lambda, ast.IfExp, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp,
           ast.GeneratorExp, ast.Await, ast.Yield, ast.YieldFrom, ast.JoinedStr)  # fmt: skip


def _shortened(node: ast.Assign) -> str | None:
    """The list of `queue = queue[1:]` and of `queue = queue[1:] + [queue[0]]`."""
    target = node.targets[0]
    if len(node.targets) > 1 or not isinstance(target, ast.Name):
        return None
    name, text = target.id, ast.unparse(node.value)
    return name if text in (f"{name}[1:]", f"{name}[1:] + [{name}[0]]") else None


def _is_own(name: str, node: ast.Assign, facts: Facts) -> bool:
    """True for a list that is only ever made anew, and that nothing else gets to hold."""
    scope = facts.scope(name, node)
    if scope is not (facts.source.function(node) or facts.source.tree):
        return False
    if isinstance(scope, FUNCTIONS):
        if name in flow.parameters(scope):
            return False
    elif facts.kind != "program" or name in facts.namespace:
        return False
    uses = [use for use in facts.source.all(ast.Name) if use.id == name]
    here = [use for use in uses if facts.scope(name, use) is scope]
    stays = all(facts.source.function(use) is facts.source.function(node) for use in here)
    loaded = [use for use in here if isinstance(use.ctx, ast.Load)]
    bound = [use for use in here if not isinstance(use.ctx, ast.Load)]
    if not stays or not all(_is_made(use, facts) for use in bound):
        return False
    if not all(_is_asked(use, facts) for use in loaded):
        return False
    return all(shapes.within(shapes_of(use, facts), "list") for use in loaded[:1])


def _is_made(target: ast.Name, facts: Facts) -> bool:
    """True where a name is given a list that has just been made."""
    stmt = facts.source.parents[target]
    if not (isinstance(stmt, ast.Assign) and stmt.targets == [target]):
        return False
    value = stmt.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        called = value.func.id
        return called in ("list", "sorted") and facts.is_builtin(called, at=value)
    cut = isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice)
    return cut or isinstance(value, ast.List | ast.ListComp | ast.BinOp)


def _is_asked(use: ast.Name, facts: Facts) -> bool:
    """True where the list is looked at or changed, and not handed on."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Subscript):
        return parent.value is use
    if isinstance(parent, ast.Attribute):
        call = facts.source.parents[parent]
        called = isinstance(call, ast.Call) and call.func is parent
        return called and parent.attr in _METHODS
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        return parent.func.id in _ASKING and facts.is_builtin(parent.func.id, at=use)
    if isinstance(parent, ast.BinOp):
        return isinstance(parent.op, ast.Add)
    # A loop over the list would be going through the one that is shortened.
    return isinstance(parent, ast.Compare | ast.While | ast.If | ast.UnaryOp | ast.BoolOp)
