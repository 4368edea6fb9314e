"""One quantity against the size of the batch: which form, and how sure what it says is.

Few samples can't tell much, so what measurements of the kind are usually like counts as well: a
prior for the noise, worth so many samples. The level is believed in where the likelihood of the
samples, with that prior, gains more by it than `_PENALTY`.

An interval widens with the noise (residuals and prior), with how little the samples say on the
fitted numbers, between samples (knees are round in truth), and beyond them.
"""

from __future__ import annotations

import dataclasses
import functools
import math

import numpy as np

from ...core.ranges import Range
from . import hinge as hinges
from .hinge import Hinge, Numbers

_PENALTY = 2.0
"""Of twice a log-likelihood, for one number more: as in AIC."""
_SCATTERED = 6.0
"""The same for a level below a line, where repeated measurements scatter more than is usual: what
slows a machine for seconds slows all sizes that are looked at meanwhile, and bends a line."""
COVERAGE = 0.8
"""Of every interval."""


@dataclasses.dataclass(frozen=True)
class Kind:
    """What measurements of a quantity are like, as relative errors. Chosen on some methods of
    the authors' published points and judged on others (`make bench-papaya-published`)."""

    name: str
    noise: float
    """Of one measurement around its law."""
    prior: float
    """Samples that `noise` counts as."""
    between: float
    """By the factor e of distance from the nearest sample, inside of them."""
    knee: float
    """The same between the last sample on the level and the first on the line."""
    beyond: float
    """By the factor e beyond the largest, or below the smallest."""


SECONDS = Kind("time", 0.016, 3.0, 0.01, 0.05, 0.04)
PEAK = Kind("peak memory", 0.006, 1.0, 0.01, 0.03, 0.05)


@dataclasses.dataclass(frozen=True)
class Fitted:
    """A hinge with the samples that it was fitted to: sizes that differ, ascending."""

    form: Hinge
    x: tuple[float, ...]
    y: tuple[float, ...]
    kind: Kind
    flat: bool = False
    """Whether all samples lie on the level: of the line nothing is known but that it is below."""
    noise: float = 0.0
    """Relative, that repeated measurements of one size showed by themselves."""

    def __call__(self, x: float) -> Range:
        """With 80% interval, of one measurement at this size; `x` is above zero."""
        if self.flat and x > self.x[-1]:
            return self._on_the_floor(x)
        value = float(self.form.at(np.array(x)))
        spread = self._quantile * math.hypot(self._noise * self._leverage(x, value), self._far(x))
        low, high = value * math.exp(-spread), value * math.exp(spread)
        if x < self.x[0]:
            # Nothing says that there is no level between here and the smallest sample.
            high = max(high, min(self.y))
        return Range(value, low, high)

    @property
    def freedom(self) -> int:
        """Samples beyond what the form could be fitted to anyhow."""
        return max(0, len(self.x) - (1 if self.flat else 2 if self.form.is_line else 3))

    @functools.cached_property
    def r2(self) -> float | None:
        """Of the samples; None where the form passes through them whatever they are, or where
        they don't differ."""
        y = np.array(self.y)
        total = float(((y - y.mean()) ** 2).sum())
        if not self.freedom or self.flat or total <= 0:
            return None
        return 1 - float(((self.form.at(np.array(self.x)) - y) ** 2).sum()) / total

    @functools.cached_property
    def _noise(self) -> float:
        known = max(self.kind.noise, self.noise)
        return math.sqrt(
            (self.kind.prior * known**2 + self.form.squares) / (self.kind.prior + self.freedom)
        )

    @functools.cached_property
    def _quantile(self) -> float:
        from scipy import special

        # Of Student's t: scipy.stats gives the same and takes a second to import.
        return float(special.stdtrit(self.kind.prior + self.freedom, 0.5 + COVERAGE / 2))

    def _leverage(self, x: float, value: float) -> float:
        """√(1 + what the fitted numbers' uncertainty adds), by the derivatives of the form."""
        here = self._derivatives(np.array([x]))[0] / value
        rows = self._derivatives(np.array(self.x)) / np.array(self.y)[:, None]
        spread = np.linalg.pinv(rows.T @ rows, rcond=1e-10)
        return math.sqrt(1 + max(0.0, float(here @ spread @ here)))

    def _derivatives(self, x: Numbers) -> Numbers:
        """By level and slope, and by the knee where it isn't the plain line's."""
        columns = [np.ones_like(x)]
        if not self.flat:
            columns.append(np.maximum(x - self.form.knee, 0.0))
            if not self.form.is_line:
                columns.append(np.where(x > self.form.knee, -self.form.slope, 0.0))
        return np.stack(columns, axis=1)

    def _far(self, x: float) -> float:
        """What the distance from samples adds."""
        below = [each for each in self.x if each <= x]
        above = [each for each in self.x if each >= x]
        if not above:
            return self.kind.beyond * math.log(x / below[-1])
        if not below:
            return self.kind.beyond * math.log(above[0] / x)
        near = min(math.log(x / below[-1]), math.log(above[0] / x))
        bent = below[-1] <= self.form.knee <= above[0] and not self.form.is_line
        return near * (self.kind.knee if bent else self.kind.between)

    def _on_the_floor(self, x: float) -> Range:
        """As the knee lies beyond the samples, the level is the least, and proportional growth
        from the largest sample the most that max(a, k·x) + b can be."""
        noise = math.exp(self._quantile * self._noise)
        low, high = self.form.level / noise, self.form.level * x / self.x[-1] * noise
        return Range(math.sqrt(low * high), low, high)


def fitted(x: Numbers, y: Numbers, kind: Kind, noise: float = 0.0) -> Fitted:
    """The simplest form that the samples speak for; sizes ascend, differ and are two at least."""
    flat, line, bent = hinges.level(x, y), hinges.line(x, y), hinges.hinge(x, y)
    prior = kind.prior * max(kind.noise, noise) ** 2

    def gain(simple: Hinge, other: Hinge) -> float:
        freedom = kind.prior + len(x)
        return freedom * math.log((prior + simple.squares) / (prior + other.squares))

    best = line
    if bent.slope and gain(line, bent) > (_SCATTERED if noise > kind.noise else _PENALTY):
        best = bent
    is_flat = not best.slope or gain(flat, best) <= _PENALTY
    form = flat if is_flat else best
    return Fitted(form, tuple(x.tolist()), tuple(y.tolist()), kind, is_flat, noise)
