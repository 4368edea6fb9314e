"""Runs that came while the machine was slow or fast, as they would have been at its usual speed.

Code that computes follows the pulse of the processor, code that waits for memory hardly does: by
how much this cell does is found out from its own runs, as far as they tell.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import replace

from .pace import SEEN_SECONDS
from .running import Rung

_USUAL, _USUAL_ERROR = 0.45, 0.25
"""Power of the pulse that a time goes with: 0.1 to 0.75 for nine kinds of work, from streams of
memory to loops of Python, on one shared virtual machine."""
_POWERS = tuple(step / 20 for step in range(21))
_NOISE = 0.06
_LEAST_RUNS, _LEAST_SIZES = 6, 4
_STEADY = 0.03
"""Pulses that vary less than this (relative) say nothing."""


def evened(rungs: Sequence[Rung]) -> list[Rung]:
    """The same with all times as at the geometric mean of the pulses."""
    beats = [math.log(beat) for rung in rungs for beat in rung.pulses if beat > 0]
    if len(beats) < 2 or statistics.pstdev(beats) < _STEADY:
        return list(rungs)
    usual = statistics.fmean(beats)
    power = followed(rungs)
    return [_evened(rung, usual, power) for rung in rungs]


def _evened(rung: Rung, usual: float, power: float) -> Rung:
    if len(rung.pulses) != len(rung.seconds):
        return rung
    factors = [math.exp(power * (usual - math.log(beat))) for beat in rung.pulses]
    parts = rung.parts
    if len(parts) == len(factors):
        parts = tuple(
            tuple(replace(part, seconds=part.seconds * factor) for part in run)
            for run, factor in zip(rung.parts, factors, strict=True)
        )
    seconds = tuple(s * f for s, f in zip(rung.seconds, factors, strict=True))
    return replace(rung, seconds=seconds, parts=parts)


def followed(rungs: Sequence[Rung]) -> float:
    """The power of the pulse that leaves the least scatter around a smooth curve."""
    runs = [
        (math.log(rung.factor), math.log(seconds), math.log(beat))
        for rung in rungs
        if rung.typical >= SEEN_SECONDS and len(rung.pulses) == len(rung.seconds)
        for seconds, beat in zip(rung.seconds, rung.pulses, strict=True)
    ]
    sizes = len({size for size, _, _ in runs})
    if len(runs) < _LEAST_RUNS or sizes < _LEAST_SIZES:
        return _USUAL
    return min(_POWERS, key=lambda power: _misfit(power, runs, 2 if sizes > _LEAST_SIZES else 1))


def _misfit(power: float, runs: Sequence[tuple[float, float, float]], degree: int) -> float:
    import numpy as np

    sizes, seconds, beats = np.array(runs).T
    evened = seconds - power * beats
    left = evened - np.polyval(np.polyfit(sizes, evened, degree), sizes)
    return float((left**2).sum()) / _NOISE**2 + ((power - _USUAL) / _USUAL_ERROR) ** 2
