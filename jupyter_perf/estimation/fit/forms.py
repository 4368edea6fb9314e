"""The forms that a cost is fitted with: sums of non-negative multiples of growing columns.

Every column grows with every size, so that any fit does. Columns are of relative sizes (1 at the
largest sample), which keeps them comparable; logarithms are of the sizes themselves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from .nonnegative import nonnegative
from .samples import Data, Floats

Column: TypeAlias = Callable[[Floats], Floats]
"""(k, v) sizes -> (k,)."""
_MOST = 600.0
"""Of a logarithm: what is larger is out of this world, but must not overflow."""


@dataclass(frozen=True)
class Form:
    """`constant + columns`; `parameters` counts what was chosen by looking at the data besides."""

    name: str
    columns: tuple[Column, ...]
    parameters: int = 0
    rarity: float = 0.0
    """Minus twice the log odds, before any sample is seen, against the most usual forms."""


def forms(data: Data, logs: bool = True) -> Iterator[Form]:
    """Every form that these data can tell from others; memory has no use for those with `logs`."""
    yield Form("1", ())
    for form in _one(data) if len(data.names) == 1 else _two(data):
        if logs:
            yield form
        elif "log" not in form.name:
            yield replace(form, rarity=form.rarity + _RARER_IN_MEMORY.get(form.name, 0.0))


_RARER_IN_MEMORY = {"n²": 6.0, "n³": 12.0, "n + n²": 12.0, "n² + n³": 9.0, "n√n": 3.0, "√n": 3.0}
"""Nearly all that cells make has as many elements as their inputs; squares must be seen clearly."""


def power(exponents: tuple[float, ...], largest: Floats) -> Column:
    """The product of the sizes' powers."""
    return lambda sizes: np.exp(np.minimum(np.log(sizes / largest) @ np.array(exponents), _MOST))


def with_log(column: Column, variable: int) -> Column:
    """A column times the logarithm of one size."""
    return lambda sizes: column(sizes) * np.log2(1 + sizes[:, variable])


def beyond(knot: float, largest: float) -> Column:
    """What the first size exceeds `knot` by: another regime starts there."""
    return lambda sizes: np.maximum(0.0, sizes[:, 0] - knot) / largest


def exponential(rate: float, largest: float) -> Column:
    """e^(rate·n), 1 at the largest sample; too large for a float is still finite."""
    return lambda sizes: np.exp(np.minimum(rate * (sizes[:, 0] - largest), _MOST))


_SELDOM, _UNUSUAL, _RARE = 2.0, 3.0, 6.0
_POWERS = (
    ("n", 1.0, 0.0),
    ("n²", 2.0, _SELDOM),
    ("n³", 3.0, _SELDOM),
    ("n√n", 1.5, _RARE),
    ("√n", 0.5, _RARE),
)


def _one(data: Data) -> Iterator[Form]:
    largest = data.largest
    linear = power((1.0,), largest)
    for name, exponent, rarity in _POWERS:
        yield Form(name, (power((exponent,), largest),), rarity=rarity)
    yield Form("log n", (with_log(power((0.0,), largest), 0),), rarity=_RARE)
    yield Form("n log n", (with_log(linear, 0),))
    yield Form("n + n²", (linear, power((2.0,), largest)), rarity=_UNUSUAL)
    yield Form("n² + n³", (power((2.0,), largest), power((3.0,), largest)), rarity=_UNUSUAL)
    yield from _two_regimes(data, linear)
    yield from _exponentials(data)


def _two_regimes(data: Data, linear: Column) -> Iterator[Form]:
    """Linear, then steeper from some size on; two sizes below the knot, three above, at least."""
    sizes = np.sort(data.sizes[:, 0])
    between = np.sqrt(sizes[1:-3] * sizes[2:-2])
    for knot in (*sizes[2:-3], *between):
        bent = beyond(float(knot), float(sizes[-1]))
        yield Form("n, then steeper", (linear, bent), parameters=1, rarity=_RARE)
        yield Form("level, then n", (bent,), parameters=1, rarity=_RARE)


EXPONENTIAL, EACH_EXPONENTIAL, OWN_EXPONENTIAL, FACTORIAL = "2ⁿ", "n·2ⁿ", "cⁿ", "n!"
EXPONENTIALS = (EXPONENTIAL, EACH_EXPONENTIAL, OWN_EXPONENTIAL, FACTORIAL)
_LEAST_EXPONENT = 3.5
"""Local power at the largest sample below which an exponential isn't thought of."""
_MOST_DOUBLINGS = 64.0
"""Nobody waits for more."""
_RATES = np.geomspace(0.05, 3.0, 120)
_SEEN_TWICE = 6.0
"""By so much at most, in logarithms, may one fall from the largest sample to the next."""


def _exponentials(data: Data) -> Iterator[Form]:
    """All subsets, something done to all subsets, all orders, and whatever else grows so."""
    rate = exponential_rate(data)
    if rate is None:
        return
    largest = float(data.largest[0])
    doubling = exponential(math.log(2.0), largest)
    if largest <= _MOST_DOUBLINGS:
        yield Form(EXPONENTIAL, (doubling,))
        yield Form(EACH_EXPONENTIAL, (lambda sizes: doubling(sizes) * sizes[:, 0] / largest,))
        yield Form(FACTORIAL, (factorial(largest),), rarity=_UNUSUAL)
    yield Form(OWN_EXPONENTIAL, (exponential(rate, largest),), parameters=1)


def factorial(largest: float) -> Column:
    """n!, 1 at the largest sample."""
    whole = math.lgamma(largest + 1)
    return lambda sizes: np.exp(
        np.minimum([math.lgamma(size + 1) - whole for size in sizes[:, 0]], _MOST)
    )


def exponential_rate(data: Data) -> float | None:
    """The rate that explains the samples best beside a constant, where it is one at all."""
    order = np.argsort(data.sizes[:, 0])
    sizes, values = data.sizes[order, 0], data.values[order]
    upper = max(3, (len(sizes) + 1) // 2)
    steepness = float(np.polyfit(sizes[-upper:], np.log(values[-upper:]), 1)[0])
    if steepness * sizes[-1] <= _LEAST_EXPONENT:
        return None
    # Steeper ones would explain the largest sample alone: any leap would be one.
    rates = _RATES[_RATES * (sizes[-1] - sizes[-2]) <= _SEEN_TWICE]
    errors = [_misfit(rate, sizes, values) for rate in rates]
    return float(rates[int(np.argmin(errors))]) if errors else None


def _misfit(rate: float, sizes: Floats, values: Floats) -> float:
    """Of a constant and an exponential, relative, as least squares leave it."""
    columns = np.column_stack([np.ones(len(sizes)), np.exp(rate * (sizes - sizes[-1]))])
    return float(nonnegative(columns / values[:, None], np.ones(len(sizes)))[1])


_TWO_POWERS = ((1, 0), (0, 1), (1, 1), (2, 0), (0, 2), (2, 1), (1, 2), (2, 2), (0.5, 0.5))


def _two(data: Data) -> Iterator[Form]:
    largest, names = data.largest, data.names
    n, m = (power((1.0, 0.0), largest), power((0.0, 1.0), largest))
    for exponents in _TWO_POWERS:
        yield Form(product(names, exponents), (power(exponents, largest),))
    by_n, by_m = names
    yield Form(f"{by_n} + {by_m}", (n, m))
    yield Form(f"{by_n} log {by_n}", (with_log(n, 0),))
    yield Form(f"{by_m} log {by_m}", (with_log(m, 1),))
    yield Form(f"{by_n} log {by_m}", (with_log(n, 1),))
    yield Form(f"{by_m} log {by_n}", (with_log(m, 0),))
    yield Form(f"{by_n} + {by_m} log {by_m}", (n, with_log(m, 1)))
    yield Form(f"{by_n} log {by_n} + {by_m}", (with_log(n, 0), m))
    yield Form(f"{by_n} log {by_m} + {by_m}", (with_log(n, 1), m))
    yield Form(f"{by_n} + {by_n}·{by_m}", (n, power((1.0, 1.0), largest)))
    yield Form(f"{by_m} + {by_n}·{by_m}", (m, power((1.0, 1.0), largest)))


_SUPERSCRIPTS = {1: "", 2: "²", 3: "³"}


def product(names: tuple[str, ...], exponents: tuple[float, ...]) -> str:
    """`n·m²`, √ for halves."""
    return "·".join(
        f"√{name}" if exponent == 0.5 else f"{name}{_SUPERSCRIPTS[int(exponent)]}"
        for name, exponent in zip(names, exponents, strict=True)
        if exponent
    )
