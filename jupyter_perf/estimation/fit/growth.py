"""How a cost grows, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ...core.ranges import Range
from .forms import EXPONENTIALS
from .mixture import Mixture
from .samples import Floats

_Z80 = 1.2816
_LEAST_SLOPE_ERROR = 0.03
_LEVEL = 0.1
"""An exponent below this reads as no growth."""


def exponents(mixture: Mixture, target: Floats) -> dict[str, Range]:
    """Local powers between the largest sample and the target, by size, with their intervals."""
    found = mixture.exponents(target)
    span = float(mixture.distance(target[None, :])[0])
    apart = float(mixture.error_at(target[None, :])[0])
    wide = apart / span if span > 0.2 else 0.0
    error = math.hypot(_LEAST_SLOPE_ERROR, min(wide, 2.0))
    errors = np.maximum(error, mixture.trend.slope_errors)
    return {
        name: Range(float(p), max(0.0, float(p - _Z80 * e)), float(p + _Z80 * e))
        for name, p, e in zip(mixture.data.names, np.maximum(found, 0.0), errors, strict=True)
    }


def in_words(mixture: Mixture, powers: Mapping[str, Range]) -> str:
    """ "about n^1.9 in `orders`"; of two sizes only those that matter."""
    if mixture.form in EXPONENTIALS:
        name, times = mixture.data.names[0], _for_each_more(mixture)
        return f"exponentially in `{name}`: {times:.2g}× for each 1 more"
    growing = {name: power for name, power in powers.items() if power.value >= _LEVEL}
    if not growing:
        return "hardly grows with " + " and ".join(f"`{name}`" for name in powers)
    if len(powers) == 1:
        return "".join(f"about n^{p.value:.1f} in `{name}`" for name, p in growing.items())
    return "about " + " · ".join(f"`{name}`^{p.value:.1f}" for name, p in growing.items())


def _for_each_more(mixture: Mixture) -> float:
    """How much more it costs at one more than the largest sample, as the forms have it."""
    largest = mixture.data.largest
    logs, _ = mixture.forms.log_at(np.array([largest, largest + 1]))
    return math.exp(min(float(logs[1] - logs[0]), 50.0))
