"""What libraries that compile do once in a process, done beforehand where only later calls count.

Numba takes about a second of CPU time to be imported and to set itself up when it compiles its
first function; one of a few lines takes a tenth of that afterwards.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

WARM_UP = "jupyter_perf.refinement.warming:numba"


def compiles(code: str) -> bool:
    """Whether `code` imports what is worth warming up."""
    if "numba" not in code:
        return False
    names = {
        alias.name if isinstance(node, ast.Import) else str(node.module)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return any(name.partition(".")[0] == "numba" for name in names)


def numba(_values: Mapping[str, object]) -> None:
    """Compile a function over an array, once, before processes that compile others are forked."""
    import numpy as np
    from numba import njit

    @njit(boundscheck=True)
    def largest_drop(values, most):  # type: ignore[no-untyped-def]
        drop = 0.0
        for at in range(len(values)):
            most = max(most, values[at])
            drop = max(drop, most - values[at])
        return drop

    largest_drop(np.array([3.0, 1.0, 2.0]), 0.0)
