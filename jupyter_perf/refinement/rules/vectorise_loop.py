from __future__ import annotations

import ast

from ...core.code import Safety
from ..facts import Facts
from ..vectorise.loop import vectorised
from ._rule import Rewrite, rule
from .function_to_numba import is_compiled_around


@rule(ast.For, safety=Safety.CHECK, gain=70.0, hints=("for ",))
def vectorise_loop(node: ast.For, facts: Facts) -> Rewrite | None:
    """Compute a loop over numbers on whole arrays.

    What it does:
        Loops over ranges, arrays, columns and lists of numbers (with `enumerate`, `zip`, in one
        another) whose body is arithmetic, conditions, functions of `math` and numpy, elements at
        other places, totals, extremes, running values, counts in an array, appended lists, rows
        that are added up or appended, lists that each round makes, elements made of the one before,
        numbers that each round draws, neighbours behind tests of bounds or on a ring, searches that
        a `break` ends.

    Why it is slow:
        Each element that is read or written makes an object, some 50 nanoseconds, and each
        operation on it as much again.

    Before:
        total = 0.0
        for i in range(1, len(x)):
            step = x[i] - x[i - 1]
            if step > 0:
                total += step * y[i]

    After:
        total = 0.0
        if len(x) >= 2 and len(x) <= len(y):
            step_values = x[1:] - x[:len(x) - 1]
            total_terms = (step_values * y[1:len(x)])[step_values > 0]
            if total_terms.size:
                total = np.cumsum(total_terms)[-1]
        else:
            for i in range(1, len(x)):
                step = x[i] - x[i - 1]
                if step > 0:
                    total += step * y[i]

    When not:
        A round needs what an earlier one made in another way than as a running total, product or
        extreme; the loop is left early, has another effect, or works on anything but 64-bit
        floats, whole numbers and truth values; a loop in another one where the function can be
        compiled as a whole.

    Source:
        Allen and Kennedy, "Automatic translation of Fortran programs to vector form", ACM TOPLAS
        9 (1987); the numpy user guide, "Broadcasting". Seen gains 20 to 150 times.
    """
    if is_compiled_around(node, facts):
        return None
    return vectorised(node, facts)
