from __future__ import annotations

import ast

from ...core.code import Safety
from ..facts import Facts
from ..vectorise.comprehension import vectorised_comprehension
from ._rule import Rewrite, rule


@rule(ast.ListComp, ast.Call, safety=Safety.CHECK, gain=30.0, hints=(" for ",))
def vectorise_comprehension(node: ast.ListComp | ast.Call, facts: Facts) -> Rewrite | None:
    """Compute comprehensions of numbers on whole arrays.

    What it does:
        A list comprehension over arrays, columns or lists of numbers becomes the same arithmetic
        on arrays; so do `sum`, `min`, `max`, `any`, `all` and `np.array` of one. What the data
        must be like is tested, and the comprehension kept for other data.

    Why it is slow:
        Each element makes an object, some 50 nanoseconds for those of arrays, and each operation
        on it as much again.

    Before:
        steps = [x[i + 1] - x[i] for i in range(len(x) - 1)]

    After:
        if len(x) > 1:
            steps = list(x[1:] - x[:-1])
        else:
            steps = [x[i + 1] - x[i] for i in range(len(x) - 1)]

    When not:
        Elements of different types, anything else than 64-bit numbers, lists on whose elements
        little is done (it would take longer to make an array of them).

    Source:
        The numpy user guide, "Broadcasting". Seen gains 5 to 100 times.
    """
    return vectorised_comprehension(node, facts)
