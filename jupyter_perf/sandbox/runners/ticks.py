"""Places to look at where a run is, put into the code that is profiled.

Python handles signals only where it looks for them: at calls and jumps back, not after an operator
or a subscript. Without such places in between, the time of `c = a @ b` would be written down for
whatever is called next. A call of nothing after each statement, at that statement's line, is one.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)
_FIRST_OF_ALL = (ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom)


def add_ticks(tree: ast.Module) -> None:
    """Put a tick after each statement of `tree`, in place.

    Functions with decorators stay as they are: what compiles them may not know such calls.
    """
    tree.body = _ticked(tree.body)


def _ticked(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    for statement in body:
        found.append(statement)
        if isinstance(statement, _DEFINITIONS):
            _inside_definition(statement)
        elif _blocks(statement) or isinstance(statement, ast.Match):
            _inside_blocks(statement)
        elif not (isinstance(statement, _LEAVING + _FIRST_OF_ALL) or _is_text(statement)):
            found.append(_tick(statement.lineno))
    return found


def _inside_definition(statement: ast.stmt) -> None:
    assert isinstance(statement, _DEFINITIONS)
    if isinstance(statement, ast.ClassDef):
        for member in statement.body:
            if isinstance(member, _DEFINITIONS):
                _inside_definition(member)
    elif not statement.decorator_list:
        statement.body = _ticked(statement.body)


def _inside_blocks(statement: ast.stmt) -> None:
    for name in _blocks(statement):
        setattr(statement, name, _ticked(getattr(statement, name)))
    for handler in [*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())]:
        handler.body = _ticked(handler.body)
    if isinstance(statement, ast.If | ast.While | ast.For):
        # What the test, or the next element, took.
        statement.body.insert(0, _tick(statement.lineno))
    if isinstance(statement, ast.If):
        statement.orelse.insert(0, _tick(statement.lineno))


def _is_text(statement: ast.stmt) -> bool:
    """A documentation string, after which `from __future__` may still come."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _blocks(statement: ast.stmt) -> list[str]:
    """The names of those parts of a compound statement that are statements."""
    names = ("body", "orelse", "finalbody")
    return [name for name in names if isinstance(getattr(statement, name, None), list)]


def _tick(line: int) -> ast.stmt:
    """`().__len__()`: no name that the code could have taken, and nothing comes of it."""
    place = {"lineno": line, "end_lineno": line, "col_offset": 0, "end_col_offset": 0}
    method = ast.Attribute(ast.Tuple([], ast.Load(), **place), "__len__", ast.Load(), **place)
    return ast.Expr(ast.Call(method, [], [], **place), **place)
