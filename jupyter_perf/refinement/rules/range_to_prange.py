from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Change, Swap
from ..facts import Facts
from ._independent import independent
from ._rule import Rewrite, rule

_COMPILERS = frozenset(
    {"numba.njit", "numba.jit", "numba.core.decorators.njit", "numba.core.decorators.jit"}
)
_KEPT = frozenset({"cache", "fastmath", "nogil", "error_model", "nopython"})


@rule(ast.FunctionDef, safety=Safety.CHECK, gain=1.8, hints=("jit",), compiled=True)
def range_to_prange(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Share the rounds of a compiled loop out among the processors.

    What it does:
        In a function that numba compiles, an outer loop each of whose rounds fills a place of
        its own in an array that the function makes becomes a `prange`, and the function is
        compiled with `parallel=True`.

    Why it is slow:
        One processor works, the others wait.

    Before:
        @numba.njit
        def smoothed(x, width):
            out = np.empty(len(x))
            for i in range(len(x)):
                total = 0.0
                for j in range(width):
                    total += x[(i + j) % len(x)]
                out[i] = total / width
            return out

    After:
        @numba.njit(parallel=True)
        def smoothed(x, width):
            out = np.empty(len(x))
            for i in numba.prange(len(x)):
                total = 0.0
                for j in range(width):
                    total += x[(i + j) % len(x)]
                out[i] = total / width
            return out

    When not:
        A round reads what another one writes, adds to what all share, may end the loop, raises,
        asks for bounds to be checked, or calls anything but functions of numbers. Shown only
        where less time passes on the clock: on short loops sharing out costs more than it saves.

    Source:
        The numba documentation, "Automatic parallelization with @jit".
    """
    decorator = _decorator(node, facts)
    if decorator is None:
        return None
    loops = [loop for loop in node.body if isinstance(loop, ast.For) and independent(loop, facts)]
    if not loops:
        return None
    numba, line = facts.module("numba")
    changes: list[Change] = [Swap(decorator, _parallel(decorator, facts))]
    for loop in loops:
        assert isinstance(loop.iter, ast.Call)
        changes.append(Swap(loop.iter.func, f"{numba}.prange"))
    return Rewrite(tuple(changes), (line,), concerns=tuple(loops))


def _decorator(node: ast.FunctionDef, facts: Facts) -> ast.expr | None:
    """The one that compiles, where it is the only one and asks for nothing that is in the way."""
    if len(node.decorator_list) != 1:
        return None
    (found,) = node.decorator_list
    called = found.func if isinstance(found, ast.Call) else found
    if facts.full_name(called) not in _COMPILERS:
        return None
    if isinstance(found, ast.Call) and (
        found.args or {keyword.arg for keyword in found.keywords} - _KEPT
    ):
        return None
    return found if flow.parameters(node) else None


def _parallel(decorator: ast.expr, facts: Facts) -> str:
    text = facts.source.segment(decorator)
    if not isinstance(decorator, ast.Call):
        return f"{text}(parallel=True)"
    given = [
        f"{keyword.arg}={facts.source.segment(keyword.value)}" for keyword in decorator.keywords
    ]
    return f"{facts.source.segment(decorator.func)}({', '.join([*given, 'parallel=True'])})"
