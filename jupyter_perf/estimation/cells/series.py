"""From runs on growing inputs to the cost on all of them: of the cell, and of each statement.

Statements that grow differently are fitted apart: a sum of simple fits goes further than one fit
of a sum.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from ...core.ranges import Range
from ..fit import Machine, Prediction, Sample, predict_peak, predict_seconds
from .running import Rung

_PART_SHARE = 0.04
"""Of the largest run: what takes less is added to the rest."""
_Z80 = 1.2816


@dataclass(frozen=True)
class Statement:
    """One of the cell's, by where it begins."""

    at: int
    line: int
    seconds: Range | None
    """On all of the inputs."""
    share: float
    """Of the time there; of the largest sample's where there is no prediction."""
    peak_bytes: int
    """What the most memory of the largest run grew by."""
    words: str = ""


@dataclass(frozen=True)
class Series:
    """Rungs of a climb, over one size; others are scaled alike."""

    rungs: tuple[Rung, ...]
    over: str
    at: float
    """The size to predict for."""
    machine: Machine

    def seconds(self, times: float = 1.0) -> Prediction:
        """Of the whole cell, on so many times the user's input."""
        return self._predicted([(rung.typical, rung.spread) for rung in self.rungs], times)

    def peak(self, times: float = 1.0) -> Prediction:
        """Increase of memory over the start."""
        samples = self._samples([(1.0, 0.0)] * len(self.rungs))
        return predict_peak(samples, {self.over: self.at * times})

    def statements(self) -> tuple[Statement, ...]:
        """The heavy ones, in their order; empty where runs don't tell."""
        counts = {len(run) for rung in self.rungs for run in rung.parts}
        if len(counts) != 1 or counts == {0}:
            return ()
        heavy = [at for at in range(counts.pop()) if self._is_heavy(at)]
        found = [self._statement(at) for at in heavy]
        whole = sum(s.seconds.value for s in found if s.seconds is not None)
        if whole <= 0 or any(s.seconds is None for s in found):
            return tuple(found)
        return tuple(
            Statement(s.at, s.line, s.seconds, s.seconds.value / whole, s.peak_bytes, s.words)
            for s in found
            if s.seconds is not None
        )

    def by_statements(self) -> Range | None:
        """The cell's time as the sum of its statements'; None where one can't be predicted."""
        counts = {len(run) for rung in self.rungs for run in rung.parts}
        if len(counts) != 1:
            return None
        heavy = [at for at in range(counts.pop()) if self._is_heavy(at)]
        if len(heavy) < 2:
            return None
        predicted = [self._predicted(self._of(at)).expected for at in heavy]
        rest = self._rest(heavy)
        if rest is not None:
            predicted.append(self._predicted(rest).expected)
        known = [each for each in predicted if each is not None]
        return summed(known) if len(known) == len(predicted) else None

    def _is_heavy(self, at: int) -> bool:
        top = self.rungs[-1]
        share = statistics.median(run[at].seconds for run in top.parts) / max(top.typical, 1e-9)
        return share >= _PART_SHARE

    def _of(self, at: int) -> list[tuple[float, float]]:
        """(typical seconds, noise) of one statement by rung."""
        return [_typical([run[at].seconds for run in rung.parts], rung) for rung in self.rungs]

    def _rest(self, heavy: Sequence[int]) -> list[tuple[float, float]] | None:
        """All that isn't heavy, together; None where it is next to nothing."""
        found = []
        for rung in self.rungs:
            runs = [sum(p.seconds for i, p in enumerate(r) if i not in heavy) for r in rung.parts]
            found.append(_typical(runs, rung))
        return found if found[-1][0] > 0.01 * self.rungs[-1].typical else None

    def _statement(self, at: int) -> Statement:
        top = self.rungs[-1]
        prediction = self._predicted(self._of(at))
        medians = [statistics.median(each) for each in zip(*_seconds(top), strict=True)]
        return Statement(
            at,
            top.parts[0][at].line,
            prediction.expected,
            medians[at] / max(sum(medians), 1e-9),
            max(run[at].peak_bytes for run in top.parts),
            prediction.words,
        )

    def _predicted(self, values: Sequence[tuple[float, float]], times: float = 1.0) -> Prediction:
        at = {self.over: self.at * times}
        return predict_seconds(self._samples(values), at, machine=self.machine)

    def _samples(self, values: Sequence[tuple[float, float]]) -> list[Sample]:
        return [
            Sample(
                {self.over: rung.sizes[self.over]},
                max(seconds, 1e-7),
                noise,
                rung.peak_bytes,
                rung.input_bytes + (rung.peak_bytes or 0),
            )
            for rung, (seconds, noise) in zip(self.rungs, values, strict=True)
        ]


def _seconds(rung: Rung) -> list[list[float]]:
    """Of each run, those of its statements."""
    return [[part.seconds for part in run] for run in rung.parts]


def _typical(runs: Sequence[float], rung: Rung) -> tuple[float, float]:
    middle = statistics.median(runs)
    if len(runs) < 2 or middle <= 0:
        return middle, rung.spread
    return middle, max(rung.spread, statistics.stdev(runs) / middle / math.sqrt(len(runs)))


def summed(ranges: Sequence[Range]) -> Range:
    """Of parts whose errors are partly those of the same machine and the same forms: widths add up
    halfway between independent (root of the sum of squares) and common ones (the sum)."""
    value = sum(each.value for each in ranges)
    below = [each.value - each.low for each in ranges]
    above = [each.high - each.value for each in ranges]
    return Range(value, max(0.0, value - _width(below)), value + _width(above))


def _width(widths: Sequence[float]) -> float:
    return (math.hypot(*widths) + sum(widths)) / 2
