"""PRIME's conservative surrogate, in closed form.

PRIME (Kumar, Yazdanbakhsh, Hashemi, Swersky, Levine, "Data-Driven Offline Optimization For
Architecting Hardware Accelerators", arXiv 2110.11346) trains a function f of designs with

    minimise over f   Σ (f(xᵢ) − yᵢ)² − α E[f(x⁻)] − β E[f(x∞)]

for a cost y that is to be small: x⁻ are designs that an optimizer finds under f, x∞ logged ones
that were infeasible, so that both are predicted worse than the plain fit would. There f is a
network; here it is the kernel ridge regression of `kernel`, with η‖f‖² added to the sum. The
minimum is then linear in both terms and needs no training:

    f(x) = m(x) + α/(2η) · meanⱼ c(x, x⁻ⱼ) + β/(2η) · meanⱼ c(x, x∞ⱼ)

that is: each design that an optimizer finds is raised by what the logged rows leave open there
and around it, and hardly at all where they pin f down. `alpha` and `beta` below are the factors
in front of the sums of c, in deviations of y. One thing differs from the exact minimum: where c is
below 0 it is left out, so that f is nowhere below the plain fit m.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from .column import Array
from .kernel import Smooth


@dataclass(frozen=True)
class Surrogate:
    """Predicts in the standardised units of `plain`. Points are features."""

    plain: Smooth
    found: Array
    """x⁻: (designs, features)."""
    infeasible: Array
    """x∞: (designs, features)."""
    alpha: float = 0.0
    beta: float = 0.0

    def __post_init__(self) -> None:
        raised = np.concatenate([self.found, self.infeasible])
        factors = np.repeat([self.alpha, self.beta], [len(self.found), len(self.infeasible)])
        object.__setattr__(self, "_raised", raised)
        object.__setattr__(self, "_factors", factors * np.sqrt(self.plain.variance))
        object.__setattr__(self, "_solved", self.plain.solved(self.plain.near(raised).T))

    def predict(self, points: Array) -> Array:
        """f: (points,)."""
        raised, factors, solved = self._raised, self._factors, self._solved  # type: ignore[attr-defined]
        near = self.plain.near(points)
        left_open = self.plain.between(points, raised) - near @ solved
        return np.asarray(near @ self.plain.weights + np.maximum(left_open, 0.0) @ factors)

    def wary(self, points: Array) -> Array:
        """f as if each of `points` alone were one more design that was found: (points,)."""
        left_open = self.plain.deviation(points) ** 2 / np.sqrt(self.plain.variance)
        return np.asarray(self.predict(points) + self.alpha * left_open)

    def with_found(self, points: Array) -> Surrogate:
        """Pessimistic at `points` too."""
        return dataclasses.replace(self, found=np.concatenate([self.found, points]))

    def with_caution(self, alpha: float, beta: float | None = None) -> Surrogate:
        beta = self.beta if beta is None else beta
        return dataclasses.replace(self, alpha=alpha, beta=beta)


def beta_for(plain: Smooth, infeasible: Array, level: float) -> float:
    """The β by which infeasible designs are predicted at `level` on average; 0 where they are
    above it already, or there are none."""
    if not len(infeasible):
        return 0.0
    near = plain.near(infeasible)
    open_there = plain.between(infeasible, infeasible) - near @ plain.solved(near.T)
    raised = float(open_there.sum(axis=1).mean()) * np.sqrt(plain.variance)
    below = level - float(plain.mean(infeasible).mean())
    return max(0.0, below / raised) if raised > 1e-9 else 0.0
