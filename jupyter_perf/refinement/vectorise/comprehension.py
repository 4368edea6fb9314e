"""Comprehensions, and sums, extremes and tests of them, as expressions over whole arrays."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .. import flow
from ..concrete import Change, Instead, Swap
from ..facts import Facts
from ..rules._guarded import is_fallback
from ..rules._hot import is_hot
from ..rules._rule import Rewrite
from ..source import COMPREHENSIONS, Decline
from ..writing import indented
from .body import Body
from .comprehension_values import text_of, values_of
from .guards import ordered_guards, pays, refuse_short, spread_test
from .inputs import Inputs
from .loop import BUILTINS, is_kept
from .results import Results
from .sharing import shared

LONGEST = 160
"""A rewritten expression in the middle of another one is at most so long."""
_SIMPLE = ast.Assign | ast.AugAssign | ast.Return | ast.Expr
_REDUCTIONS = ("sum", "min", "max", "any", "all")


def vectorised_comprehension(node: ast.expr, facts: Facts) -> Rewrite | None:
    """The rewrite of a comprehension, or of a call that takes one; None where it isn't one."""
    inner = _inner(node, facts)
    if inner is None or is_fallback(node, facts) or _is_kept(node, facts):
        return None
    if not facts.is_builtin(*BUILTINS, at=node):
        raise Decline("a built-in function is something else here")
    if facts.kind == "program" and not is_hot(node, facts) and facts.module("numpy", "np")[1]:
        raise Decline("one comprehension of a program doesn't pay for importing numpy")
    stmt = facts.source.statement(node)
    # What is assigned is worked out before anything is put anywhere.
    evaluated = stmt.value if isinstance(stmt, ast.Assign) else stmt
    if (facts.changed(evaluated) - flow.stores(stmt)) & flow.loads(inner):
        raise Decline("its statement changes what it reads")
    body = Body(Inputs(facts, stmt), set())
    found = values_of(inner, body)
    results = Results(body, stmt)
    text = text_of(node, inner, found, results)
    refuse_short(body)
    pays([inner], body)
    guards, runs = ordered_guards(body)
    if guards == runs and node is inner and not _ranges(inner):
        guards = []
    return put(node, text, guards, body, stmt)


def _inner(node: ast.expr, facts: Facts) -> ast.ListComp | ast.GeneratorExp | None:
    """The comprehension that an expression is, or that its call is of."""
    if isinstance(node, ast.ListComp):
        outer = facts.source.parents[node]
        taken = isinstance(outer, ast.Call) and _inner(outer, facts) is node
        return None if taken or isinstance(outer, COMPREHENSIONS) else node
    if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
        return None
    given = node.args[0]
    if not isinstance(given, ast.ListComp | ast.GeneratorExp):
        return None
    if facts.full_name(node.func) in ("numpy.array", "numpy.asarray"):
        return given if isinstance(given, ast.ListComp) else None
    if isinstance(node.func, ast.Name) and facts.is_builtin(node.func.id, at=node):
        return given if node.func.id in _REDUCTIONS else None
    return None


def _is_kept(node: ast.expr, facts: Facts) -> bool:
    """True for what stays beside its array form, in the `else` of a guard."""
    if is_kept(node, facts):
        return True
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.IfExp) and child is parent.orelse:
            return _fewer([parent.body], [parent.orelse])
        if isinstance(parent, ast.If) and parent.orelse == [child]:
            new = parent.body[-1]
            same = isinstance(new, ast.Return) or flow.stores(new) == flow.stores(child)
            return same and _fewer(parent.body, parent.orelse)
        child = parent
    return False


def _fewer(new: Sequence[ast.AST], kept: Sequence[ast.AST]) -> bool:
    """True where some comprehension of `kept` has become something else."""
    one, other = (sum(isinstance(n, COMPREHENSIONS) for n in flow.walk(s)) for s in (new, kept))
    return one < other


def put(node: ast.expr, text: str, guards: list[str], body: Body, stmt: ast.stmt) -> Rewrite:
    """The rewrite of an expression of a statement, with tests beside which it stays."""
    facts = body.inputs.facts
    imports = tuple(body.inputs.imports)
    head = _head(node, stmt)
    old = facts.source.block_text(stmt)
    above = [f"{name} = {made}" for name, made in body.prelude if name not in body.tested]
    if head is not None and old is not None:
        lines = shared([*above, f"{head}{text}"], body)
        fast = "\n".join(lines)
        if body.quiet:
            fast = f'with {body.inputs.numpy()}.errstate(all="ignore"):\n{indented(fast)}'
        if not guards:
            return Rewrite((Instead(stmt, fast),), imports)
        test = spread_test(guards)
        new = f"if {test}:\n{indented(fast)}\nelse:\n{indented(old)}"
        return Rewrite((Instead(stmt, new),), imports)
    swapped = facts.source.block_text(stmt, {node: text if _closed(text) else f"({text})"})
    simple = isinstance(stmt, _SIMPLE) and not _bound_around(node, facts) & _named(guards)
    if guards and old is not None and swapped is not None and simple:
        fast = "\n".join(shared([*above, swapped], body))
        new = f"if {spread_test(guards)}:\n{indented(fast)}\nelse:\n{indented(old)}"
        return Rewrite((Instead(stmt, new),), imports)
    if body.quiet or body.named or above:
        raise Decline("warnings or names in the middle of an expression")
    return Rewrite((_swap(node, text, guards, facts),), imports)


def _bound_around(node: ast.expr, facts: Facts) -> set[str]:
    """Names that comprehensions and lambdas around an expression bind, up to its statement."""
    found: set[str] = set()
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.stmt):
            break
        found |= flow.stores([part.target for part in getattr(parent, "generators", ())])
        found |= set(flow.parameters(parent)) if isinstance(parent, ast.Lambda) else set()
    return found


def _named(guards: list[str]) -> set[str]:
    """Names in the texts of tests."""
    parts = [part for guard in guards for part in ast.walk(ast.parse(guard, mode="eval"))]
    return {part.id for part in parts if isinstance(part, ast.Name)}


def _closed(text: str) -> bool:
    """True for an expression that nothing around it can come apart by."""
    node = ast.parse(text, mode="eval").body
    return isinstance(node, ast.Call | ast.Subscript | ast.Attribute | ast.Name)


def _swap(node: ast.expr, text: str, guards: list[str], facts: Facts) -> Change:
    if not guards:
        return Swap(node, text if _closed(text) else f"({text})")
    old = facts.source.segment(node)
    new = f"({text} if {' and '.join(guards)} else {old})"
    if len(new) > LONGEST or "\n" in new:
        raise Decline("an expression that grows too long")
    return Swap(node, new)


def _ranges(node: ast.ListComp | ast.GeneratorExp) -> bool:
    """True where a comprehension counts, so that a slice could be of a negative length."""
    parts = list(node.generators)
    if isinstance(node.elt, ast.ListComp):
        parts += node.elt.generators
    return any("range(" in ast.unparse(part.iter) for part in parts)


def _head(node: ast.expr, stmt: ast.stmt) -> str | None:
    """What stands before an expression that is all that a statement has: `x = `, `return `."""
    if isinstance(stmt, ast.Return) and stmt.value is node:
        return "return "
    if isinstance(stmt, ast.Assign) and stmt.value is node and len(stmt.targets) == 1:
        return f"{stmt.targets[0].id} = " if isinstance(stmt.targets[0], ast.Name) else None
    return None
