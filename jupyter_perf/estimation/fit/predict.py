"""From samples to a prediction of seconds or of peak memory: the two entries of this package."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from ...core import units
from ...core.ranges import Range
from . import growth
from .disturbed import leap, undisturbed
from .level import above_plateau
from .mixture import Mixture, Risk, mix
from .prediction import CurvePoint, Point, Prediction, Unit, refusal
from .regimes import Crossing, crossing
from .samples import (
    LEAST_SIZES,
    Data,
    Floats,
    Machine,
    Sample,
    Sizes,
    Unusable,
    enough,
    gather,
    named,
)
from .samples import target_of as sizes_of

_Z80 = 1.2816
_MOST_FACTOR = 4.0
"""An interval that reaches this many times above or below says nothing; none is given."""
_SHORT_SECONDS, _ENOUGH_LONG = 1e-3, 5
"""Shorter runs are mostly start-up: left out where that many longer ones remain."""
_FALLING = 0.7
"""A larger input that takes less than this share of a smaller one's time isn't more of the same."""
_LEAST_TIMED = 4
"""Sizes, where the source suggests no power: three times fit nearly any form, and tell no noise
from growth."""
_CLEARLY_LONG, _CLEAR_STEP, _ONE_POWER, _LEAST_POWER = 0.02, 0.3, 0.4, 0.8
"""Where fewer do all the same: seconds of the shortest, e-folds of the size between two, how far
the two powers may differ, and the least of them, below which fixed costs still count."""
_HIDDEN = 0.03
"""Of the largest sample's time: so much could grow without being seen."""
_CURVE_POINTS = 25
_TIME = Risk(logs=True, drift=0.08, floor=0.12)
_MEMORY = Risk(logs=False, drift=0.03, floor=0.05)
_CLOCK_NOISE = 0.02
"""Relative: what times measured some seconds apart differ by beyond the spread of repetitions."""
_PAGE_NOISE_BYTES = 256 << 10
"""Of resident memory: what allocators and lazy imports add, or keep from before."""
_LEAST_PAGE_NOISE_BYTES = 16 << 10
_SPARE_PEAKS, _WIDER = 3, 1.5
"""Peaks beyond a curve's coefficients that scatter is learned from; how far it is trusted."""
_LEAST_BYTES = 4096


def predict_seconds(
    samples: Sequence[Sample],
    at: Sizes,
    *,
    machine: Machine | None = None,
    prior: Mapping[str, float] | None = None,
) -> Prediction:
    """Time at the sizes `at`, with an 80% interval, or the reason why there is none.

    `prior` are exponents by size that the source suggests: two nested loops over n give 2.
    """
    values = [sample.seconds for sample in samples]
    try:
        noise = [math.hypot(sample.spread, _CLOCK_NOISE) for sample in samples]
        data, target = _table(samples, values, noise, at)
        least = LEAST_SIZES if prior or _one_power(data) else _LEAST_TIMED
        data, target = enough(data, target, least)
        if (data.values <= 0).any():
            raise Unusable("a run took no time that the clock could see")
        used = _long_enough(data)
        _not_falling(used)
        used = undisturbed(used)
        mixture = mix(used, _TIME, prior)
        crossed = crossing(samples, target, used, machine or Machine())
        leapt = leap(used, lambda below: mix(below, _TIME, prior))
        doubt = math.hypot(crossed.error, leapt * (1 + float(mixture.distance(target[None, :])[0])))
        expected = _with_hidden(_interval(mixture, target, doubt), mixture, target)
    except Unusable as reason:
        return refusal("seconds", str(reason), _points(samples, values))
    points = _points(samples, values, float(used.values.min()))
    return _described("seconds", mixture, target, expected, crossed, points)


def predict_peak(samples: Sequence[Sample], at: Sizes) -> Prediction:
    """Peak memory (increase over the start) at the sizes `at`, with an 80% interval, or why not.

    Where `at` is no smaller than any sample it is never below what was seen.
    """
    known = [sample for sample in samples if sample.peak_bytes is not None]
    values = [float(sample.peak_bytes or 0) for sample in known]
    try:
        raw = [max(value, _LEAST_BYTES) for value in values]
        pages = _page_noise(*_table(known, raw, [0.0] * len(raw), at))
        noise = [pages / value for value in raw]
        data, target = enough(*_table(known, raw, noise, at))
        data = above_plateau(data)
        _not_falling(data, _PAGE_NOISE_BYTES)
        mixture = mix(data, _MEMORY)
        expected = _interval(mixture, target)
    except Unusable as reason:
        return refusal("bytes", str(reason), _points(known, values))
    if (target >= data.largest).all():
        expected = _at_least(expected, max(values))
    high = max(expected.high, expected.value + _Z80 * _PAGE_NOISE_BYTES)
    expected = Range(expected.value, expected.low, high)
    return _described("bytes", mixture, target, expected, Crossing(), _points(known, values))


def _one_power(data: Data) -> bool:
    """Whether even three sizes tell how it grows: by the same power twice, each step a clear one,
    each run long."""
    if len(data.names) != 1 or len(data.values) < LEAST_SIZES or data.values[0] < _CLEARLY_LONG:
        return False
    steps = np.diff(np.log(data.sizes[:, 0]))
    powers = np.diff(np.log(data.values)) / steps
    clear = steps.min() >= _CLEAR_STEP and float(np.ptp(powers)) <= _ONE_POWER
    return bool(clear and powers.min() >= _LEAST_POWER)


def _page_noise(data: Data, _target: Floats) -> float:
    """Bytes by which peaks scatter around a straight line or a parabola, where enough of them tell;
    what allocators may add where they don't."""
    scatter = [_PAGE_NOISE_BYTES]
    for degree in (1, 2):
        spare = len(data.values) - 1 - degree * len(data.names)
        if spare >= _SPARE_PEAKS:
            powers = [data.sizes**power for power in range(1, degree + 1)]
            rows = np.column_stack([np.ones(len(data.values)), *(p / p.max(0) for p in powers)])
            solution, *_ = np.linalg.lstsq(rows, data.values, rcond=None)
            left = float(((data.values - rows @ solution) ** 2).sum())
            scatter.append(int(_WIDER * math.sqrt(left / spare)))
    return max(_LEAST_PAGE_NOISE_BYTES, min(scatter))


def _table(
    samples: Sequence[Sample], values: Sequence[float], noise: Sequence[float], at: Sizes
) -> tuple[Data, Floats]:
    data = gather(samples, values, noise)
    return data, sizes_of(at, data.names)


def _long_enough(data: Data) -> Data:
    long = data.values >= _SHORT_SECONDS
    if long.sum() < _ENOUGH_LONG:
        long[-_ENOUGH_LONG:] = True
    return data.where(long)


def _not_falling(data: Data, allowed: float = 0.0) -> None:
    """Raises Unusable where larger inputs cost clearly less. (A few noisy ones don't matter.)"""
    logs = np.log(data.sizes).sum(axis=1)
    half = max(1, len(logs) // 2)
    small, large = data.values[np.argsort(logs)[:half]], data.values[np.argsort(logs)[-half:]]
    if large.mean() < _FALLING * small.mean() - allowed:
        raise Unusable("larger samples cost less than smaller ones: they aren't more of the same")


def _interval(mixture: Mixture, target: Floats, doubt: float = 0.0) -> Range:
    """With a further standard deviation. Raises Unusable where it is too wide to mean anything."""
    log = float(mixture.log_at(target[None, :])[0])
    error = _Z80 * math.hypot(float(mixture.error_at(target[None, :])[0]), doubt)
    if not (math.isfinite(log) and abs(log) < 600 and error <= math.log(_MOST_FACTOR)):
        times = units.ratio(float(np.max(target / mixture.data.largest)))
        raise Unusable(
            f"too uncertain at {times} the largest sample: the interval would reach "
            f"{units.ratio(math.exp(min(error, 50.0)))} above and below"
        )
    return Range(math.exp(log), math.exp(log - error), math.exp(log + error))


def _with_hidden(expected: Range, mixture: Mixture, target: Floats) -> Range:
    """The upper end with what grows linearly and hides in the noise of fixed costs.

    Raises Unusable where that may be most of it.
    """
    data = mixture.data
    times = float(np.max(target / data.largest))
    hidden = _HIDDEN * float(data.values[-1]) * max(0.0, times - 1)
    if hidden > (_MOST_FACTOR - 1) * expected.value:
        raise Unusable(
            f"hardly grows over the samples: what grows unseen may be most of it at "
            f"{units.ratio(times)} the largest one"
        )
    return Range(expected.value, expected.low, max(expected.high, expected.value + hidden))


def _at_least(expected: Range, floor: float) -> Range:
    return Range(*(max(each, floor) for each in (expected.value, expected.low, expected.high)))


def _described(
    unit: Unit,
    mixture: Mixture,
    target: Floats,
    expected: Range,
    crossed: Crossing,
    points: tuple[Point, ...],
) -> Prediction:
    powers = growth.exponents(mixture, target)
    return Prediction(
        unit,
        expected,
        form=mixture.form,
        words=growth.in_words(mixture, powers),
        exponents=powers,
        notes=crossed.notes,
        points=points,
        curve=_curve(mixture, target),
    )


def _curve(mixture: Mixture, target: Floats) -> tuple[CurvePoint, ...]:
    """From the smallest sample to the target, or the largest sample where that is further."""
    first = np.log(mixture.data.sizes.min(axis=0))
    last = np.log(np.maximum(target, mixture.data.largest))
    sizes = np.exp(first + np.linspace(0, 1, _CURVE_POINTS)[:, None] * (last - first))
    logs, errors = mixture.log_at(sizes), _Z80 * mixture.error_at(sizes)
    return tuple(
        CurvePoint(
            dict(zip(mixture.data.names, map(float, at), strict=True)),
            Range(math.exp(log), math.exp(log - error), math.exp(log + error)),
        )
        for at, log, error in zip(sizes, logs, errors, strict=True)
    )


def _points(
    samples: Sequence[Sample], values: Sequence[float], least: float = 0.0
) -> tuple[Point, ...]:
    """Those that can be drawn."""
    points = []
    for sample, value in zip(samples, values, strict=True):
        try:
            sizes = named(sample.sizes)
        except Unusable:
            continue
        if math.isfinite(value):
            points.append(Point(sizes, value, used=value >= least))
    return tuple(points)
