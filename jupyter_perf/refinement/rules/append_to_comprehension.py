from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..callees import reads
from ..concrete import Instead
from ..facts import Facts
from ..source import Decline
from ..writing import bracketed_tuple
from ._place import is_empty_list, sole
from ._rule import Rewrite, rule

WIDTH = 100


@rule(ast.For, safety=Safety.CHECK, gain=1.8, hints=(".append(",))
def append_to_comprehension(node: ast.For, facts: Facts) -> Rewrite | None:
    """Build a list by a comprehension instead of appending in a loop.

    What it does:
        A loop that does nothing but append to a list made just before it, under a condition or
        not, becomes a comprehension.

    Why it is slow:
        Each round looks global names up and calls a method; a comprehension has local variables
        and an instruction for it.

    Before:
        squares = []
        for x in data:
            if x > 0:
                squares.append(x * x)

    After:
        squares = [x * x for x in data if x > 0]

    When not:
        The list is read in the loop, the loop's variable afterwards; comments inside, a line that
        would get too long, a loop that may be left halfway by a caught error, a loop in a function
        (whose local variables are so fast that nothing is gained).

    Source:
        The Python tutorial, "List Comprehensions"; measured: 2.2 times.
    """
    before = facts.source.before(node)
    made = before[0] if before else None
    if node.orelse or not isinstance(made, ast.Assign) or not is_empty_list(made.value, facts):
        return None
    target = made.targets[0]
    if len(made.targets) != 1 or not isinstance(target, ast.Name):
        return None
    value, tests = _appended(node, target.id)
    if value is None or _stands_in_the_way(node, target.id, facts):
        return None
    parts = [value, *tests, node.iter, node.target]
    texts = [facts.source.segment(part) for part in parts]
    if any("\n" in text for text in texts) or _comments(made, node, facts):
        return None
    conditions = [f" if {_bracketed(t, text)}" for t, text in zip(tests, texts[1:], strict=False)]
    element = bracketed_tuple(texts[0]) if isinstance(value, ast.Tuple) else texts[0]
    iterated = f"({texts[-2]})" if isinstance(node.iter, ast.IfExp | ast.Lambda) else texts[-2]
    if isinstance(node.iter, ast.Tuple):
        iterated = bracketed_tuple(iterated)
    code = f"{target.id} = [{element} for {texts[-1]} in {iterated}{''.join(conditions)}]"
    if len(code) + node.col_offset > WIDTH:
        raise Decline("it would get too long to read")
    return Rewrite((Instead(made, code), Instead(node, "")))


def _appended(loop: ast.For, name: str) -> tuple[ast.expr | None, list[ast.expr]]:
    """(what is appended, under which conditions)."""
    tests: list[ast.expr] = []
    stmt = sole(loop.body)
    while isinstance(stmt, ast.If) and not stmt.orelse:
        tests.append(stmt.test)
        stmt = sole(stmt.body)
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None, []
    owner = call.func.value
    own = call.func.attr == "append" and isinstance(owner, ast.Name) and owner.id == name
    alone = len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred)
    return (call.args[0], tests) if own and alone else (None, [])


def _bracketed(test: ast.expr, text: str) -> str:
    return f"({text})" if isinstance(test, ast.IfExp | ast.Lambda | ast.NamedExpr) else text


def _stands_in_the_way(loop: ast.For, name: str, facts: Facts) -> bool:
    uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == name]
    odd = (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom, ast.Lambda)
    if len(uses) != 1 or flow.has(loop, *odd) or reads([loop], name, facts):
        return True
    if facts.source.function(loop) is not None:
        return True
    if any(isinstance(outer, ast.Try) for outer in facts.source.ancestors(loop)):
        return True
    if not isinstance(loop.target, ast.Name | ast.Tuple):
        return True
    for variable in flow.stores([loop.target]):
        if variable == name or variable in flow.loads([loop.iter]):
            return True
        scope = facts.scope(variable, loop)
        for use in facts.source.all(ast.Name):
            outside = use.id == variable and not facts.source.inside(use, loop)
            mine = outside and facts.scope(variable, use) is scope
            if mine and not _bound_otherwise(use, facts):
                return True
    return False


def _bound_otherwise(use: ast.Name, facts: Facts) -> bool:
    """True where a name belongs to another loop, which gives it another value first."""
    for outer in facts.source.ancestors(use):
        for loop in getattr(outer, "generators", [outer]):
            binds = isinstance(loop, ast.For | ast.comprehension)
            if binds and use.id in flow.stores([loop.target]):
                return True
    return False


def _comments(made: ast.stmt, loop: ast.For, facts: Facts) -> bool:
    last = loop.end_lineno or loop.lineno
    return any(made.lineno <= line <= last for line, _ in facts.source.comments)
