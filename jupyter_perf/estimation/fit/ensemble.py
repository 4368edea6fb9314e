"""Non-negative fits of all forms, weighted by how well each explains the samples.

Errors are relative, and allowed to grow with the distance from the largest sample as in
extrapolation: small sizes say little about large ones. Weights are those of Akaike (Burnham and
Anderson, Model Selection and Multimodel Inference, 2nd ed., ch. 2), with the second-order term
where there are samples enough for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from .forms import Form, forms
from .nonnegative import nonnegative
from .samples import Data, Floats

_LEAST_ERROR = 0.02
_AICC_SAMPLES = 6
_PRIOR_WIDTH = 0.35
"""Standard deviation of the exponent around what the source suggests."""


@dataclass(frozen=True)
class Fitted:
    """One form with its multiples: `constant + Σ multiple · column`."""

    form: Form
    multiples: Floats
    weight: float = 0.0

    def at(self, sizes: Floats) -> Floats:
        """(k,): the form's value, which is positive."""
        total = np.full(len(sizes), self.multiples[0])
        for multiple, column in zip(self.multiples[1:], self.form.columns, strict=True):
            if multiple > 0:
                total = total + multiple * column(sizes)
        positive: Floats = np.maximum(total, np.finfo(float).tiny)
        return positive


@dataclass(frozen=True)
class Ensemble:
    """Weighted forms; together they predict their geometric mean."""

    members: tuple[Fitted, ...]
    residual: float
    """Relative error left over the larger half of the samples, root mean square."""

    @property
    def best(self) -> Fitted:
        return max(self.members, key=lambda member: member.weight)

    def log_at(self, sizes: Floats) -> tuple[Floats, Floats]:
        """Mean and standard deviation over the members of the logarithm, (k,) each."""
        logs = np.log([member.at(sizes) for member in self.members])
        weights = np.array([member.weight for member in self.members])[:, None]
        mean = (weights * logs).sum(axis=0)
        return mean, np.sqrt((weights * (logs - mean) ** 2).sum(axis=0))


def below_largest(data: Data) -> Floats:
    """(k,): how far each sample lies below the largest, in e-folds of its smallest size."""
    distance: Floats = np.log(data.largest / data.sizes).max(axis=1)
    return distance


def errors_of(data: Data, drift: float) -> Floats:
    """(k,): relative standard deviation that a sample is fitted with.

    `drift` is what a form errs by for each e-fold that a sample lies below the largest.
    """
    errors: Floats = np.sqrt(_LEAST_ERROR**2 + data.noise**2 + (drift * below_largest(data)) ** 2)
    return errors


def fit_forms(
    data: Data, drift: float, prior: Mapping[str, float] | None = None, logs: bool = True
) -> Ensemble:
    """Fit every form; `prior` are exponents by size that the source's loops suggest."""
    error = errors_of(data, drift)
    fitted, criteria = [], []
    for form in forms(data, logs):
        multiples = _multiples(form, data, error)
        if multiples is None:
            continue
        member = Fitted(form, multiples)
        fitted.append(member)
        unlikely = form.rarity + _unlikely(member, data, prior)
        criteria.append(_criterion(member, data, error) + unlikely)
    weights = _akaike(np.array(criteria), len(data.values))
    members = tuple(
        Fitted(each.form, each.multiples, float(weight))
        for each, weight in zip(fitted, weights, strict=True)
        if weight > 1e-4
    )
    total = sum(member.weight for member in members)
    members = tuple(Fitted(m.form, m.multiples, m.weight / total) for m in members)
    return Ensemble(members, _residual(members, data))


def _multiples(form: Form, data: Data, error: Floats) -> Floats | None:
    """Non-negative multiples with the least relative error; None where a column isn't needed.

    A form with a column at zero is a smaller form, which is fitted by itself.
    """
    columns = np.column_stack([np.ones(len(data.values)), *(c(data.sizes) for c in form.columns)])
    scale = data.values * error
    multiples, _ = nonnegative(columns / scale[:, None], data.values / scale)
    return None if (multiples[1:] == 0).any() else np.asarray(multiples, float)


def _squares(member: Fitted, data: Data, error: Floats) -> float:
    return float((((member.at(data.sizes) / data.values - 1) / error) ** 2).sum())


def _criterion(member: Fitted, data: Data, error: Floats) -> float:
    """Akaike's, with known errors; a constant that isn't needed costs nothing."""
    samples = len(data.values)
    parameters = int((member.multiples > 0).sum()) + member.form.parameters
    criterion = _squares(member, data, error) + 2.0 * parameters
    if samples >= _AICC_SAMPLES:
        room = max(0.5, samples - parameters - 1)
        criterion += 2.0 * parameters * (parameters + 1) / room
    return criterion


def _unlikely(member: Fitted, data: Data, prior: Mapping[str, float] | None) -> float:
    """Minus twice the logarithm of how well a form's growth agrees with the source's loops."""
    if not prior:
        return 0.0
    growth = local_exponents(lambda sizes: np.log(member.at(sizes)), data.largest)
    return sum(
        float(growth[index] - prior[name]) ** 2 / _PRIOR_WIDTH**2
        for index, name in enumerate(data.names)
        if name in prior and math.isfinite(prior[name])
    )


def local_exponents(log_at: Callable[[Floats], Floats], sizes: Floats) -> Floats:
    """(v,): derivative of a logarithm by the logarithm of each size, from a step of 2%."""
    step = np.eye(len(sizes)) * math.log(1.01)
    points = np.exp(np.log(sizes) + np.vstack([step, -step]))
    logs = log_at(points)
    slopes: Floats = (logs[: len(sizes)] - logs[len(sizes) :]) / (2 * math.log(1.01))
    return slopes


def _akaike(criteria: Floats, samples: int) -> Floats:
    """Weights; where even the best form misfits, all are told apart less sharply."""
    misfit = max(1.0, float(criteria.min()) / max(1, samples))
    weights = np.exp(-(criteria - criteria.min()) / (2 * misfit))
    return np.asarray(weights / weights.sum())


def _residual(members: tuple[Fitted, ...], data: Data) -> float:
    """Over the larger half, by size, of the samples."""
    near = below_largest(data)
    half = near <= np.median(near)
    logs = sum(m.weight * np.log(m.at(data.sizes[half])) for m in members)
    return float(np.sqrt(np.mean((logs - np.log(data.values[half])) ** 2)))
