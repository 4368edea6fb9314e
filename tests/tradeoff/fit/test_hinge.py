"""The least squares of a hinge against a search of all its places."""

from __future__ import annotations

import numpy as np
import pytest

from jupyter_perf.tradeoff.fit.hinge import hinge, level, line


def best_of_a_grid(x: np.ndarray, y: np.ndarray) -> float:
    """The smallest squares of any rising hinge with its knee on a fine grid."""
    found = [level(x, y).squares]
    for knee in np.union1d(np.linspace(0, x[-2], 4000), x[:-1]):
        rows = np.stack([1 / y, np.maximum(x - knee, 0) / y], axis=1)
        (base, slope), *_ = np.linalg.lstsq(rows, np.ones(len(x)), rcond=None)
        if slope > 0 and base > 0:
            found.append(float(((rows @ [base, slope] - 1) ** 2).sum()))
    return min(found)


@pytest.mark.parametrize(
    "seed", [pytest.param(s, marks=[pytest.mark.slow] if s > 5 else []) for s in range(25)]
)
def test_no_place_of_the_knee_is_better(seed: int) -> None:
    random = np.random.default_rng(seed)
    count = int(random.integers(3, 10))
    x = np.sort(random.choice(np.arange(1.0, 65), count, replace=False))
    truth = np.maximum(random.uniform(0, 3), random.uniform(0.01, 0.2) * x) + 0.3
    y = truth * np.exp(0.1 * random.standard_normal(count))
    assert hinge(x, y).squares <= best_of_a_grid(x, y) + 1e-9


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e12])
def test_exact_samples_give_the_law_back_in_any_unit(scale: float) -> None:
    x = np.array([1.0, 2, 4, 8, 16, 32])
    y = (np.maximum(0.5, 0.1 * x) + 0.2) * scale
    found = hinge(x, y)
    assert found.level == pytest.approx(0.7 * scale)
    assert found.slope == pytest.approx(0.1 * scale)
    assert found.knee == pytest.approx(5)
    assert found.fixed == pytest.approx(0.2 * scale)


def test_a_line_ends_nowhere_unless_it_would_fall_below_zero() -> None:
    x = np.array([2.0, 4, 8])
    gentle = line(x, 3 + x)
    assert gentle.is_line
    assert (gentle.level, gentle.slope, gentle.knee) == pytest.approx((3, 1, 0))
    steep = line(x, 2 * x - 3)
    assert steep.knee == 2
    assert steep.level == pytest.approx(1)
    assert steep.at(np.array([0.5])) == pytest.approx(1)


def test_what_never_rises_is_level() -> None:
    x = np.array([1.0, 2, 3])
    assert hinge(x, np.array([3.0, 2, 1])).slope == 0


def test_many_samples_at_once() -> None:
    x = np.arange(1.0, 200_001)
    found = hinge(x, np.maximum(500, 0.01 * x) + 5)
    assert found.knee == pytest.approx(50_000, rel=1e-4)
