"""How the acceptance of a draft model falls with the time since it was last taught."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ....errors import UsageError
from .checking import amount, listed, share
from .record import Record

_FADED = 16.0
"""Time constants after which nothing is left of what decays."""
_PER_CONSTANT = 64
_STEPS = "(seconds, acceptance) of each"


class Drift(Protocol):
    """How acceptance falls after a refresh."""

    @property
    def floor(self) -> float:
        """Where it ends."""
        ...

    def stretches(self) -> list[tuple[float, float]]:
        """Seconds and acceptance, one after another; all that follows is at the floor."""
        ...


@dataclass(frozen=True)
class Decay(Record):
    """From `peak` toward `floor`: floor + (peak − floor) · exp(−t / seconds).

    `seconds`: after which about two thirds of it are forgotten. Raises UsageError for what are no
    shares, or a floor above the peak.
    """

    peak: float
    floor: float
    seconds: float

    def __post_init__(self) -> None:
        for name in ("peak", "floor"):
            object.__setattr__(self, name, share(name, getattr(self, name)))
        object.__setattr__(self, "seconds", amount("seconds", self.seconds, "seconds", zero=False))
        if self.floor > self.peak:
            raise UsageError(f"acceptance falls from `peak` {self.peak} to a `floor` not above it")

    def stretches(self) -> list[tuple[float, float]]:
        ages = (np.arange(_FADED * _PER_CONSTANT) + 0.5) / _PER_CONSTANT
        fall = self.peak - self.floor
        each = self.seconds / _PER_CONSTANT
        return [(each, self.floor + fall * math.exp(-age)) for age in ages]


@dataclass(frozen=True)
class Shifts(Record):
    """Falls at once, as the mix of queries does: `steps` are (seconds, acceptance), one after
    another, and `floor` is what follows. Raises UsageError where it rises again, or for no shares.
    """

    steps: tuple[tuple[float, float], ...]
    floor: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "floor", share("floor", self.floor))
        object.__setattr__(self, "steps", tuple(map(_step, listed("steps", self.steps, _STEPS))))
        levels = [*(acceptance for _, acceptance in self.steps), self.floor]
        if levels != sorted(levels, reverse=True):
            raise UsageError(f"`steps` and then `floor` never rise after a refresh: {levels}")

    def stretches(self) -> list[tuple[float, float]]:
        return list(self.steps)


def _step(given: object) -> tuple[float, float]:
    figures = listed("steps", given, _STEPS)
    if len(figures) != 2:
        raise UsageError(f"`steps` must be {_STEPS}, not {given!r}")
    return amount("steps", figures[0], "seconds", zero=False), share("steps", figures[1])
