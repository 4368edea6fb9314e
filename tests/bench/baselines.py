"""What a prediction is compared with: scaling the largest sample, and one term by least squares."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

Sizes = Mapping[str, float]
METHODS = ("naive", "one term")
TERMS: tuple[Callable[[Any], Any], ...] = (
    np.ones_like,
    np.log,
    lambda n: n,
    lambda n: n * np.log(n),
    lambda n: n**2,
    lambda n: n**3,
    lambda n: 2.0 ** np.minimum(n, 500),
)


def naive(sizes: Sequence[Sizes], values: Sequence[float], at: Sizes) -> float:
    """The costliest sample, scaled by the product of the sizes."""
    largest = max(range(len(values)), key=lambda index: values[index])
    return values[largest] * math.prod(at[name] / sizes[largest][name] for name in at)


def one_term(sizes: Sequence[Sizes], values: Sequence[float], at: Sizes) -> float:
    """a + b·f(n) of the term with the least squares; n is the product of the sizes."""
    products = np.array([math.prod(each.values()) for each in sizes], float)
    target = np.array([math.prod(at.values())], float)
    measured = np.array(values, float)
    best = (math.inf, 0.0)
    for term in TERMS:
        column = term(products)
        rows = np.column_stack([np.ones_like(column), column])
        solution, *_ = np.linalg.lstsq(rows, measured, rcond=None)
        error = float(((rows @ solution - measured) ** 2).sum())
        if error < best[0]:
            best = error, float(solution[0] + solution[1] * term(target)[0])
    return best[1]
