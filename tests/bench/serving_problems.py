"""Test problems with infeasible regions, from their published formulas.

Branin within a disk: Gelbart, Snoek, Adams, "Bayesian Optimization with Unknown Constraints", 2014.
Gomez and Levy (modified) and Townsend: "Test functions for optimization" as collected from Simon
Fraser University's library. Pressure vessel and welded beam: Coello Coello, "Use of a self-adaptive
penalty approach for engineering optimization problems", 2000. Mishra's bird within a disk, and
Rosenbrock's function within a disk and between a cubic and a line: Mishra, 2006, and Simionescu and
Beale, 2002. Three-bar truss: Ray and Saini, 2001. Himmelblau's problem: G4 of Michalewicz and
Schoenauer, "Evolutionary Algorithms for Constrained Parameter Optimization Problems", 1996.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]
Outcome = tuple[Array, npt.NDArray[np.bool_]]
"""Objective, and whether all constraints hold."""


@dataclass(frozen=True)
class Problem:
    """`bounds` of each column; `whole` columns hold integers. Smaller is better."""

    name: str
    outcome: Callable[[Array], Outcome]
    bounds: tuple[tuple[float, float], ...]
    least: float
    """The best that is known, feasible."""
    whole: tuple[int, ...] = ()
    judging: bool = True
    """False: looked at while the method was made."""

    def sample(self, count: int, random: np.random.Generator) -> Array:
        """(count, columns), uniform."""
        low, high = np.array(self.bounds).T
        found = random.uniform(low, high, (count, len(low)))
        for at in self.whole:
            found[:, at] = random.integers(int(low[at]), int(high[at]) + 1, count)
        return found

    def frame(self, designs: Array) -> pd.DataFrame:
        """As a log: the objective is NaN where a constraint is broken."""
        values, works = self.outcome(designs)
        columns = {f"x{at}": designs[:, at] for at in range(designs.shape[1])}
        made = pd.DataFrame(columns).astype({f"x{at}": int for at in self.whole})
        return made.assign(y=np.where(works, values, np.nan))

    def designs(self, frame: pd.DataFrame) -> Array:
        """The other way."""
        names = [f"x{at}" for at in range(len(self.bounds))]
        return np.asarray(frame[names].to_numpy(dtype=float), dtype=np.float64)


def branin(x: Array) -> Outcome:
    a, b = x.T
    bowl = (b - 5.1 / (4 * np.pi**2) * a**2 + 5 / np.pi * a - 6) ** 2
    value = bowl + 10 * (1 - 1 / (8 * np.pi)) * np.cos(a) + 10
    return value, (a - 2.5) ** 2 + (b - 7.5) ** 2 <= 50


def gomez_levy(x: Array) -> Outcome:
    a, b = x.T
    value = 4 * a**2 - 2.1 * a**4 + a**6 / 3 + a * b - 4 * b**2 + 4 * b**4
    return value, -np.sin(4 * np.pi * a) + 2 * np.sin(2 * np.pi * b) ** 2 <= 1.5


def townsend(x: Array) -> Outcome:
    a, b = x.T
    value = -(np.cos((a - 0.1) * b) ** 2) - a * np.sin(3 * a + b)
    t = np.arctan2(a, b)
    wave = 2 * np.cos(t) - np.cos(2 * t) / 2 - np.cos(3 * t) / 4 - np.cos(4 * t) / 8
    return value, a**2 + b**2 < wave**2 + (2 * np.sin(t)) ** 2


def pressure_vessel(x: Array) -> Outcome:
    """Thicknesses in steps of 1/16 inch, radius and length in inches; dollars."""
    shell, head, radius, length = x[:, 0] / 16, x[:, 1] / 16, x[:, 2], x[:, 3]
    value = 0.6224 * shell * radius * length + 1.7781 * head * radius**2
    value = value + 3.1661 * shell**2 * length + 19.84 * shell**2 * radius
    volume = np.pi * radius**2 * length + 4 / 3 * np.pi * radius**3
    works = (shell >= 0.0193 * radius) & (head >= 0.00954 * radius) & (volume >= 1_296_000)
    return value, works & (length <= 240)


def welded_beam(x: Array) -> Outcome:
    """Weld's thickness and length, bar's height and thickness, in inches; dollars."""
    h, w, t, b = x.T
    load, reach, young, shear = 6000.0, 14.0, 30e6, 12e6
    direct = load / (np.sqrt(2) * h * w)
    arm = np.sqrt(w**2 / 4 + ((h + t) / 2) ** 2)
    inertia = 2 * np.sqrt(2) * h * w * (w**2 / 4 + ((h + t) / 2) ** 2)
    turning = load * (reach + w / 2) * arm / inertia
    stress = np.sqrt(direct**2 + direct * turning * w / arm + turning**2)
    buckling = 4.013 * young * np.sqrt(t**2 * b**6 / 36) / reach**2
    buckling = buckling * (1 - t / (2 * reach) * np.sqrt(young / (4 * shear)))
    works = (stress <= 13600) & (6 * load * reach / (b * t**2) <= 30000) & (h <= b) & (h >= 0.125)
    works &= (4 * load * reach**3 / (young * t**3 * b) <= 0.25) & (load <= buckling)
    return 1.10471 * h**2 * w + 0.04811 * t * b * (14 + w), works


def mishra_bird(x: Array) -> Outcome:
    a, b = x.T
    value = np.sin(b) * np.exp((1 - np.cos(a)) ** 2) + np.cos(a) * np.exp((1 - np.sin(b)) ** 2)
    return value + (a - b) ** 2, (a + 5) ** 2 + (b + 5) ** 2 < 25


def rosenbrock_disk(x: Array) -> Outcome:
    a, b = x.T
    return (1 - a) ** 2 + 100 * (b - a**2) ** 2, a**2 + b**2 <= 2


def rosenbrock_cubic(x: Array) -> Outcome:
    a, b = x.T
    works = ((a - 1) ** 3 - b + 1 <= 0) & (a + b - 2 <= 0)
    return (1 - a) ** 2 + 100 * (b - a**2) ** 2, works


def three_bar_truss(x: Array) -> Outcome:
    """Areas of the outer bars and the inner one, in cm²; volume in cm³."""
    a, b = x.T
    root = np.sqrt(2.0)
    below = root * a**2 + 2 * a * b
    works = (2 * (root * a + b) / below <= 2) & (2 * b / below <= 2) & (2 / (a + root * b) <= 2)
    return (2 * root * a + b) * 100, works


def himmelblau(x: Array) -> Outcome:
    a, b, c, d, e = x.T
    value = 5.3578547 * c**2 + 0.8356891 * a * e + 37.293239 * a - 40792.141
    first = 85.334407 + 0.0056858 * b * e + 0.0006262 * a * d - 0.0022053 * c * e
    second = 80.51249 + 0.0071317 * b * e + 0.0029955 * a * b + 0.0021813 * c**2
    third = 9.300961 + 0.0047026 * c * e + 0.0012547 * a * c + 0.0019085 * c * d
    works = (first >= 0) & (first <= 92) & (second >= 90) & (second <= 110)
    return value, works & (third >= 20) & (third <= 25)


PROBLEMS = (
    Problem("branin", branin, ((-5, 10), (0, 15)), 0.397887, judging=False),
    Problem("gomez-levy", gomez_levy, ((-1, 0.75), (-1, 1)), -1.031628, judging=False),
    Problem("townsend", townsend, ((-2.25, 2.25), (-2.5, 1.75)), -2.0239884, judging=False),
    Problem(
        "pressure-vessel",
        pressure_vessel,
        ((1, 99), (1, 99), (10, 200), (10, 200)),
        6059.714,
        (0, 1),
        judging=False,
    ),
    Problem(
        "welded-beam",
        welded_beam,
        ((0.1, 2), (0.1, 10), (0.1, 10), (0.1, 2)),
        1.724852,
        judging=False,
    ),
    Problem("mishra-bird", mishra_bird, ((-10, 0), (-6.5, 0)), -106.7645),
    Problem("rosenbrock-disk", rosenbrock_disk, ((-1.5, 1.5), (-1.5, 1.5)), 0.0),
    Problem("rosenbrock-cubic", rosenbrock_cubic, ((-1.5, 1.5), (-0.5, 2.5)), 0.0),
    Problem("three-bar-truss", three_bar_truss, ((0.01, 1), (0.01, 1)), 263.8958),
    Problem(
        "himmelblau", himmelblau, ((78, 102), (33, 45), (27, 45), (27, 45), (27, 45)), -30665.539
    ),
)


def named(name: str) -> Problem:
    return next(each for each in PROBLEMS if each.name == name)
