"""Single measurements that went wrong: a machine that was busy for one of many."""

from __future__ import annotations

import numpy as np

from . import hinge as hinges
from .hinge import Numbers
from .law import Kind

_LEAST = 6
"""Samples, below which none can be told to be wrong."""
_MOST = 10
_TIMES_TYPICAL = 8.0
"""Of the median error of all, that one must have to be left out."""
_TIMES_NOISE = 4.0
"""And of the noise that measurements of its kind have anyhow."""


def without_outliers(x: Numbers, y: Numbers, kind: Kind) -> tuple[Numbers, Numbers, list[float]]:
    """Samples to fit, and the sizes of those left out: one at a time, the worst by far, at most an
    eighth of all and `_MOST`, and never where that leaves fewer than `_LEAST`."""
    left_out: list[float] = []
    most = min(len(x) // 8 or 1, _MOST)
    while len(x) > _LEAST and len(left_out) < most:
        worst = _worst(x, y, kind)
        if worst is None:
            break
        left_out.append(float(x[worst]))
        x, y = np.delete(x, worst), np.delete(y, worst)
    return x, y, left_out


def _worst(x: Numbers, y: Numbers, kind: Kind) -> int | None:
    """The sample that is furthest from what the others say, where it is too far."""
    first = _errors(x, y, hinges.hinge(x, y))
    at = int(np.argmax(first))
    others = np.arange(len(x)) != at
    without = _errors(x, y, hinges.hinge(x[others], y[others]))
    limit = max(_TIMES_TYPICAL * float(np.median(without[others])), _TIMES_NOISE * kind.noise)
    # At the ends it is the only one that says what is there.
    return at if 0 < at < len(x) - 1 and without[at] > limit else None


def _errors(x: Numbers, y: Numbers, form: hinges.Hinge) -> Numbers:
    found: Numbers = np.abs(form.at(x) / y - 1)
    return found
