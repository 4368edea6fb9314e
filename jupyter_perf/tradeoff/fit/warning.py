"""What a user must know of samples before believing a law that was fitted to them."""

from __future__ import annotations

import numpy as np

from ...core.units import percent
from .law import SECONDS, Fitted

_SPREAD = 2.0
"""Largest over smallest size, below which samples say little beyond themselves."""
_SCATTER = 0.05
"""Typical relative distance from the law, from which on it is a rough one."""
_FALL = 3.0
"""Times the usual noise, by which a larger batch must take less to be remarked on."""


def warnings(law: Fitted, left_out: list[float]) -> list[str]:
    """In words that follow a colon; empty for good samples."""
    what = law.kind.name
    found = [*_shape(law, what)]
    if len(law.x) == 2:
        found.append(f"{what} was measured at two sizes only: nothing checks that it is a line")
    if law.x[-1] < _SPREAD * law.x[0]:
        found.append(
            f"all sizes of {what} lie between {law.x[0]:g} and {law.x[-1]:g}: measure at sizes"
            " further apart"
        )
    for each in sorted(left_out):
        found.append(f"{what} at {each:g} is far from what all others say, and was left out")
    scatter = _scatter(law)
    if law.freedom and scatter > _SCATTER:
        found.append(f"{what} scatters by {percent(scatter)} around the law")
    return found


def _shape(law: Fitted, what: str) -> list[str]:
    on_level = sum(each <= law.form.knee for each in law.x)
    if _falls(law):
        return [f"{what} falls with larger batches, which no law of this kind does: measure again"]
    if law.flat:
        if law.kind is SECONDS:
            return [
                f"all samples up to {law.x[-1]:g} lie on the latency floor: larger batches take"
                " at least that and at most in proportion; measure larger ones"
            ]
        return [f"{what} is the same at all sizes up to {law.x[-1]:g}: measure larger ones"]
    if law.kind is SECONDS and not law.form.is_line and len(law.x) - on_level < 2:
        return ["only one sample lies above the latency floor: measure larger batches"]
    if law.form.fixed < 0 and law.kind is SECONDS:
        return ["time grows faster than the batch: it is no line, and larger batches may cost more"]
    return []


def _falls(law: Fitted) -> bool:
    """Whether some larger size takes less than smaller ones by more than noise."""
    y = np.array(law.y)
    limit = 1 - _FALL * max(law.kind.noise, law.noise)
    return bool((y[1:] < limit * np.maximum.accumulate(y)[:-1]).any()) and law.flat


def _scatter(law: Fitted) -> float:
    return float((law.form.squares / max(1, law.freedom)) ** 0.5)
