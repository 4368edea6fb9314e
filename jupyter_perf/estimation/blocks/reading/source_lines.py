"""The source line of a compiled function's loop where nothing but its source can say it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Collection
from typing import Any

_LOOPS = (ast.For, ast.While)
_PLAIN_CALLS = {"range", "prange", "len", "abs", "min", "max", "int", "float", "bool", "enumerate"}
_ALLOCATES = "NRT_MemInfo_alloc"


def only_loop_of(value: Any, symbols: Collection[str]) -> Callable[[int], int | None]:
    """Says the line of the one innermost loop in the source, for any address; None if unsure.

    A function with several, with arrays made in between, or with calls that may have loops of
    their own has machine loops that can't be told apart without debug information.
    """
    line = None if any(_ALLOCATES in each for each in symbols) else _only_line(value)
    return lambda address: line


def _only_line(value: Any) -> int | None:
    function = getattr(value, "py_func", None)
    try:
        lines, first = inspect.getsourcelines(function)  # type: ignore[arg-type]
        tree = ast.parse(textwrap.dedent("".join(lines)))
    except (OSError, TypeError, SyntaxError):
        return None
    loops = [each for each in ast.walk(tree) if isinstance(each, _LOOPS)]
    innermost = [
        each
        for each in loops
        if not any(isinstance(inner, _LOOPS) for inner in ast.walk(each) if inner is not each)
    ]
    called = [each.func for each in _calls(tree)]
    if len(innermost) != 1 or _is_short(innermost[0]) or not all(map(_is_plain, called)):
        return None
    return first + innermost[0].lineno - 1


def _calls(tree: ast.Module) -> list[ast.Call]:
    """Those of the function's own statements; its decorators run once."""
    body = [each for each in tree.body if isinstance(each, ast.FunctionDef)][:1]
    inside = [node for each in body for statement in each.body for node in ast.walk(statement)]
    return [each for each in inside if isinstance(each, ast.Call)]


def _is_short(loop: ast.For | ast.While) -> bool:
    """Whether it goes over a range of fixed numbers, which compilers unroll into what is around."""
    return (
        isinstance(loop, ast.For)
        and isinstance(loop.iter, ast.Call)
        and all(isinstance(each, ast.Constant) for each in loop.iter.args)
    )


def _is_plain(called: ast.expr) -> bool:
    """Whether it plainly makes no loop of its own: `range`, `math.sqrt`, `numba.prange`."""
    if isinstance(called, ast.Attribute):
        return called.attr in _PLAIN_CALLS or (
            isinstance(called.value, ast.Name) and called.value.id == "math"
        )
    return isinstance(called, ast.Name) and called.id in _PLAIN_CALLS
