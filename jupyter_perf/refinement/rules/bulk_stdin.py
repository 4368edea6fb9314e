from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around
from ..facts import Facts
from ..source import COMPREHENSIONS
from ._rule import Rewrite, rule

_TEXT = """\
{lines} = iter([line.rstrip("\\n") for line in {sys}.stdin])


def input():
    for line in {lines}:
        return line
    raise EOFError("EOF when reading a line")
"""
_INTERACTIVE = frozenset({"flush", "sleep", "isatty"})
_READERS = frozenset({"stdin", "open", "fileinput", "subprocess", "exec", "eval", "globals"})


@rule(ast.Call, safety=Safety.CHECK, gain=1.8, hints=("input()",), kinds=("program",))
def bulk_stdin(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Read all of standard input at once.

    What it does:
        A program that calls `input()` again and again reads all lines first; an `input` of its own
        then hands out one after another, and fails at the end as Python's does.

    Why it is slow:
        Each `input()` flushes standard output and standard error, two calls of the system where
        something was printed in between, and asks the stream for one line.

    Before:
        for _ in range(count):
            total += int(input())

    After:
        stdin_lines = iter([line.rstrip("\\n") for line in sys.stdin])

        def input():
            for line in stdin_lines:
                return line
            raise EOFError("EOF when reading a line")

        for _ in range(count):
            total += int(input())

    When not:
        A prompt, another use of `sys.stdin`, a program that flushes its output (somebody waits
        for it before writing the next line).

    Source:
        The Python documentation of `sys.stdin` and `input`; seen gains 1.2 to 3 times.
    """
    calls = [c for c in facts.source.all(ast.Call) if _is_input(c)]
    if not calls or calls[0] is not node:
        return None
    if not facts.is_builtin("input", "iter", "EOFError", at=node) or _reads_otherwise(facts):
        return None
    if any(call.args or call.keywords for call in calls):
        return None
    if not any(_repeated(c, facts) for c in calls):
        return None
    first = _first_statement(facts.source.tree)
    alias, line = facts.module("sys")
    text = _TEXT.format(lines=facts.fresh("stdin_lines"), sys=alias)
    return Rewrite((Around(first, before=text),), (line,), tuple(calls))


def _is_input(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "input"


def _repeated(node: ast.Call, facts: Facts) -> bool:
    """True where a call is in a loop, a comprehension or a function."""
    if facts.source.loops(node) or facts.source.function(node) is not None:
        return True
    return any(isinstance(parent, COMPREHENSIONS) for parent in facts.source.ancestors(node))


def _reads_otherwise(facts: Facts) -> bool:
    """True where standard input is read in another way, or somebody may wait for answers."""
    attributes = {node.attr for node in facts.source.all(ast.Attribute)}
    keywords = {node.arg for node in ast.walk(facts.source.tree) if isinstance(node, ast.keyword)}
    if (attributes | keywords) & (_INTERACTIVE | {"stdin"}):
        return True
    return bool((_READERS | _INTERACTIVE) & facts.source.names)


def _first_statement(tree: ast.Module) -> ast.stmt:
    """The first statement that is neither the docstring nor an import."""
    for stmt in tree.body:
        docstring = isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)
        if not docstring and not isinstance(stmt, ast.Import | ast.ImportFrom):
            return stmt
    return tree.body[-1]
