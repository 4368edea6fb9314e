"""A level, then a line that rises from it: the least squares of y(x) = max(a, k·x) + b, exactly.

Written as y(x) = level + k·max(x - knee, 0), it is linear in `level` and `k` wherever the knee is,
and between two neighbouring sizes the best knee has a closed form: so all places are looked at, and
nothing is iterated. Errors count relative to y. Both of PAPAYA's laws are of this form (arXiv
2303.14633): T(x) = max(a, k·x) + b, and M(x) = max(m_opt, α·x + β).
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
_NEGLIGIBLE = 1e-12
"""Of a determinant, against the products that it is a difference of."""
_CANDIDATES = 8


@dataclasses.dataclass(frozen=True)
class Hinge:
    """y(x) = level + slope·max(x - knee, 0)."""

    level: float
    slope: float
    knee: float
    """In the unit of x; a plain line has it at its smallest size, or at 0."""
    squares: float
    """Of relative errors, summed over the samples."""
    is_line: bool = False
    """Whether no sample lies on a level of its own."""

    @property
    def fixed(self) -> float:
        """b, or β: where the line would meet x = 0."""
        return self.level - self.slope * self.knee

    def at(self, x: Numbers) -> Numbers:
        """Its values."""
        return self.level + self.slope * np.maximum(x - self.knee, 0.0)


def level(x: Numbers, y: Numbers) -> Hinge:
    """The best constant."""
    weights = y**-2.0
    mean = float((weights * y).sum() / weights.sum())
    squares = float((weights * (y - mean) ** 2).sum())
    return Hinge(mean, 0.0, float(x[-1]), squares)


def line(x: Numbers, y: Numbers) -> Hinge:
    """The best rising line; the best constant where none rises. Sizes ascend."""
    found = _at_knees(x, y, x[:1])
    if found is None:
        return level(x, y)
    if found.fixed >= 0:
        # Nothing says that it ends at the smallest size.
        found = dataclasses.replace(found, level=found.fixed, knee=0.0)
    return dataclasses.replace(found, is_line=True)


def hinge(x: Numbers, y: Numbers) -> Hinge:
    """The best of all, the line and the constant among them. Sizes ascend and differ."""
    plain = line(x, y)
    if len(x) < 3:
        return plain
    found = [_at_knees(x, y, x[1:-1]), _between(x, y), plain, level(x, y)]
    return min((each for each in found if each is not None), key=lambda each: each.squares)


def _at_knees(x: Numbers, y: Numbers, knees: Numbers) -> Hinge | None:
    """The best with its knee at one of these sizes, which follow each other in `x`."""
    weights = y**-2.0
    first = int(np.searchsorted(x, knees[0]))
    here = slice(first, first + len(knees))
    ones, xs, xxs, ys, xys = (each[here] for each in _tails(x, y))
    total, total_y = weights.sum(), (weights * y).sum()
    z, zz, zy = xs - knees * ones, xxs - 2 * knees * xs + knees**2 * ones, xys - knees * ys
    determinant = total * zz - z * z
    usable = determinant > _NEGLIGIBLE * total * xxs
    slopes = _divided(total * zy - z * total_y, determinant, usable)
    levels = (total_y - slopes * z) / total
    squares = len(x) - levels * total_y - slopes * zy
    return _best(x, y, levels, slopes, knees, squares)


def _between(x: Numbers, y: Numbers) -> Hinge | None:
    """The best whose knee lies between two sizes: a mean before it, a line of its own after it."""
    weights = y**-2.0
    heads, heads_y = np.cumsum(weights)[:-2], np.cumsum(weights * y)[:-2]
    levels = heads_y / heads
    ones, xs, xxs, ys, xys = (each[1:-1] for each in _tails(x, y))
    determinant = ones * xxs - xs * xs
    usable = determinant > _NEGLIGIBLE * ones * xxs
    slopes = _divided(ones * xys - xs * ys, determinant, usable)
    fixed = (ys - slopes * xs) / ones
    knees = _divided(levels - fixed, slopes, slopes > 0)
    squares = len(x) - levels * heads_y - fixed * ys - slopes * xys
    inside = (knees >= x[:-2]) & (knees <= x[1:-1])
    return _best(x, y, levels[inside], slopes[inside], knees[inside], squares[inside])


def _tails(x: Numbers, y: Numbers) -> list[Numbers]:
    """Weighted sums of 1, x, x², y and x·y from each size to the end."""
    weights = y**-2.0
    each = (weights, weights * x, weights * x * x, weights * y, weights * x * y)
    return [np.cumsum(one[::-1])[::-1] for one in each]


def _divided(above: Numbers, below: Numbers, usable: npt.NDArray[np.bool_]) -> Numbers:
    """Their quotient; -1, which nothing takes, where it isn't usable."""
    return np.where(usable, above / np.where(usable, below, 1.0), -1.0)


def _best(
    x: Numbers, y: Numbers, levels: Numbers, slopes: Numbers, knees: Numbers, squares: Numbers
) -> Hinge | None:
    """Of all that rise from above zero, the one with the smallest squares. Those that are given
    are differences of large sums: they choose a few, whose own are then summed."""
    rises = np.flatnonzero((slopes > 0) & (levels > 0))
    few = rises[np.argsort(squares[rises], kind="stable")[:_CANDIDATES]]
    found = []
    for at in few:
        made = Hinge(float(levels[at]), float(slopes[at]), float(knees[at]), 0.0)
        own = float((((made.at(x) - y) / y) ** 2).sum())
        found.append(dataclasses.replace(made, squares=own))
    return min(found, key=lambda each: each.squares, default=None)
