from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around
from ..facts import Facts
from ..source import COMPREHENSIONS
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=1.4, hints=("input()",), kinds=("program",))
def bulk_stdin(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Read all of standard input at once.

    What it does:
        A program that calls `input()` again and again reads all lines first; `input` then hands
        out one after another.

    Why it is slow:
        Each `input()` flushes standard output and standard error and asks the stream for one line.

    Before:
        for _ in range(count):
            total += int(input())

    After:
        input = iter([line.rstrip("\\n") for line in sys.stdin]).__next__
        for _ in range(count):
            total += int(input())

    When not:
        A prompt, another use of `sys.stdin`, `input` handed on as a function or called in a
        lambda, a program that catches the end of its input. Past the end the program fails with
        StopIteration instead of EOFError.

    Source:
        The Python documentation of `sys.stdin` and `input`; seen gains 1.2 to 1.5 times.
    """
    calls = [c for c in facts.source.all(ast.Call) if _is_input(c)]
    if not calls or calls[0] is not node or not facts.is_builtin("input", "iter", at=node):
        return None
    called = {call.func for call in calls}
    names = [n for n in facts.source.all(ast.Name) if n.id == "input"]
    if any(name not in called for name in names) or not any(_repeated(c, facts) for c in calls):
        return None
    if any(call.args or call.keywords for call in calls) or _reads_otherwise(facts):
        return None
    first = _first_statement(facts.source.tree)
    alias, line = facts.module("sys")
    text = f'input = iter([line.rstrip("\\n") for line in {alias}.stdin]).__next__'
    return Rewrite((Around(first, before=text),), (line,))


def _is_input(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "input"


def _repeated(node: ast.Call, facts: Facts) -> bool:
    """True where a call is in a loop, a comprehension or a function."""
    if facts.source.loops(node) or facts.source.function(node) is not None:
        return True
    return any(isinstance(parent, COMPREHENSIONS) for parent in facts.source.ancestors(node))


def _reads_otherwise(facts: Facts) -> bool:
    """True where standard input is read in another way, or its end may be caught."""
    if facts.source.all(ast.Try, ast.Lambda):
        return True
    if any(node.attr == "stdin" for node in facts.source.all(ast.Attribute)):
        return True
    return bool({"stdin", "open", "fileinput", "EOFError"} & flow.loads(facts.source.tree))


def _first_statement(tree: ast.Module) -> ast.stmt:
    """The first statement that is neither the docstring nor an import."""
    for stmt in tree.body:
        docstring = isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)
        if not docstring and not isinstance(stmt, ast.Import | ast.ImportFrom):
            return stmt
    return tree.body[-1]
