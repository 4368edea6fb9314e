"""Forms and the trend of what they leave, as one prediction with its standard deviation."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from .bend import Bend, fit_bend
from .ensemble import Ensemble, fit_forms, local_exponents
from .forms import EACH_EXPONENTIAL, EXPONENTIAL, FACTORIAL, OWN_EXPONENTIAL
from .samples import Data, Floats
from .scatter import with_scatter
from .trend import Trend, fit_trend

_RATE_DRIFT = {EXPONENTIAL: 0.04, EACH_EXPONENTIAL: 0.06, OWN_EXPONENTIAL: 0.12, FACTORIAL: 0.06}
"""Relative, for each e-fold of the cost; those whose base was found by fitting may be any."""


@dataclass(frozen=True)
class Risk:
    """What may be fitted, and how wrong (relative) it is for reasons that samples can't show."""

    logs: bool
    """Whether it may grow with a logarithm: times do, memory doesn't."""
    drift: float
    """For each e-fold of the distance; half of it for samples below the largest."""
    floor: float
    """At the largest sample already."""


@dataclass(frozen=True)
class Mixture:
    """The geometric mean of the forms, corrected by the trend of what they leave."""

    data: Data
    forms: Ensemble
    trend: Trend
    risk: Risk
    bend: Bend | None = None

    @property
    def form(self) -> str:
        return self.forms.best.form.name

    def log_at(self, sizes: Floats) -> Floats:
        """(k,): logarithm of the cost."""
        return self.forms.log_at(sizes)[0] + self.trend.log_at(sizes)

    def error_at(self, sizes: Floats) -> Floats:
        """(k,): standard deviation of that logarithm.

        What the forms disagree on, what the samples' noise leaves open, and what lies beyond the
        samples, as if each were independent of the others.
        """
        parts = (
            self.forms.log_at(sizes)[1],
            self.trend.error_at(sizes),
            np.full(len(sizes), math.hypot(self.risk.floor, self.forms.residual)),
            self.risk.drift * self.distance(sizes),
            self._of_exponentials() * np.maximum(0.0, self._costlier(sizes)),
            np.zeros(len(sizes)) if self.bend is None else self.bend.error_at(sizes),
        )
        return np.asarray(np.sqrt(np.sum(np.square(parts), axis=0)))

    def distance(self, sizes: Floats) -> Floats:
        """(k,): e-folds beyond the samples, of the size or of a third of the cost."""
        grown = np.log(sizes / self.data.largest).max(axis=1)
        return np.asarray(np.maximum(0.0, np.maximum(grown, self._costlier(sizes) / 3)))

    def _costlier(self, sizes: Floats) -> Floats:
        """(k,): e-folds of the cost beyond the largest sample's."""
        return np.asarray(self.log_at(sizes) - math.log(self.data.values[-1]))

    def _of_exponentials(self) -> float:
        """What their rates may change by along the way: searches prune, tables fill."""
        return sum(
            _RATE_DRIFT.get(each.form.name, 0.0) * each.weight for each in self.forms.members
        )

    def exponents(self, target: Floats) -> Floats:
        """(v,): local powers halfway, in logarithms, from the largest sample to `target`."""
        middle = np.sqrt(self.data.largest * np.maximum(target, self.data.largest))
        return local_exponents(self.log_at, middle)


def mix(data: Data, risk: Risk, prior: Mapping[str, float] | None = None) -> Mixture:
    """Fit both; `prior` are exponents by size that the source suggests."""
    data = with_scatter(data, calming=risk.logs)
    ensemble = fit_forms(data, risk.drift / 2, prior, risk.logs)
    growth = local_exponents(lambda sizes: ensemble.log_at(sizes)[0], data.largest)
    left = np.log(data.values) - ensemble.log_at(data.sizes)[0]
    found = Mixture(data, ensemble, fit_trend(data, left, np.maximum(growth, 0.0)), risk)
    return replace(found, bend=fit_bend(data, np.log(data.values) - found.log_at(data.sizes)))
