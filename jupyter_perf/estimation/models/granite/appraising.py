"""What a prediction is made of: which instruction takes how much of it, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....core.ranges import Range
from .appraisal import Appraisal
from .batches import Batch
from .chains import growth_and_path
from .dependences import MEMORY, ROLES
from .examples import Example
from .inference import Outcome
from .intervals import stretch_of
from .model import Model

_LONGEST_LEARNT = 64
"""Instructions: training has few longer blocks, and their intervals are widened."""
_FOR_LENGTH = 1.5
_LEAST = 0.02
"""Of a prediction: as much as a repeated measurement differs by."""
_ON_PATH = 0.25
"""An instruction that the chain meets less than once in four iterations isn't on it."""
_NO_CHAIN = 0.05
_THROUGH_MEMORY = MEMORY * ROLES * 2
"""Types of dependences from here on: a store can't wait for a store like itself."""


def appraisals(model: Model, blocks: Sequence[bytes], *, alike: bool) -> list[Appraisal | None]:
    """One for each of `blocks`, None where it can't be decoded."""
    readable, examples, _ = model.read(blocks, alike=alike)
    found: list[Appraisal | None] = [None] * len(blocks)
    for places, batch, outcome in model.network.outcomes(examples) if examples else ():
        cycles = model.of(outcome)
        _, counts = growth_and_path(batch.schedule, outcome.latency.astype(np.float64))
        alone = model.network.inference.alone(outcome.own, batch)
        for row, place in enumerate(places):
            one = _One(row, batch, outcome, counts, alone)
            found[readable[place]] = one.appraisal(examples[place], cycles[row], model)
    return found


class _One:
    """Block number `row` of a batch."""

    def __init__(
        self, row: int, batch: Batch, outcome: Outcome, counts: np.ndarray, alone: np.ndarray
    ) -> None:
        self.row = row
        self.outcome = outcome
        first = int(batch.starts[row])
        self.nodes = slice(first, first + int(batch.counts[row]))
        n = batch.schedule.edges
        mine = np.flatnonzero(batch.block[batch.source[:n]] == row)
        self.source = batch.source[mine] - first
        latency = np.where(batch.type[mine] < _THROUGH_MEMORY, alone[mine], outcome.latency[mine])
        self.latency = latency.astype(float)
        self.counts = counts[mine]

    def appraisal(self, example: Example, cycles: float, model: Model) -> Appraisal:
        low, high = _ends(self.outcome.spread[self.row].astype(float), example, model)
        chain = self._chain(cycles)
        path = self._path() if chain > _NO_CHAIN else ()
        shares = self._shares()
        return Appraisal(
            Range(float(cycles), float(cycles * low), float(cycles * high)),
            tuple(float(each) for each in cycles * shares),
            chain,
            path,
            _notes(example),
        )

    def _chain(self, cycles: float) -> float:
        """The longest chain, on the scale of the prediction: what corrects one corrects both."""
        bounds = self.outcome.bounds[self.row].astype(float)
        norm = float((bounds**self.outcome.power).sum() ** (1 / self.outcome.power))
        return float(bounds[0] * cycles / norm)

    def _path(self) -> tuple[int, ...]:
        on = np.bincount(self.source, self.counts, self.nodes.stop - self.nodes.start)
        return tuple(int(each) for each in np.flatnonzero(on >= _ON_PATH))

    def _shares(self) -> np.ndarray:
        """(n,), summing to 1: a p-norm of sums is made of its parts in proportion (Euler)."""
        bounds = self.outcome.bounds[self.row].astype(float) + 1e-9
        weights = (bounds / bounds.max()) ** self.outcome.power
        weights /= weights.sum()
        parts = self.outcome.taken[self.nodes].astype(float) / bounds[1:]
        shares = parts @ weights[1:]
        n = self.nodes.stop - self.nodes.start
        chained = np.bincount(self.source, self.counts * self.latency, n)
        if chained.sum() > 0:
            shares += weights[0] * chained / chained.sum()
        return np.asarray(shares / shares.sum())


def _ends(spread: np.ndarray, example: Example, model: Model) -> tuple[float, float]:
    """The interval's ends over the prediction: each as far as the farthest of what is known."""
    widths = model.network.widths
    novelty = model.network.familiar.novelty(example)
    low, high = spread * stretch_of(widths["stretch"], novelty, len(example.tokens))
    if len(example.tokens) > _LONGEST_LEARNT:
        low, high = low * _FOR_LENGTH, high * _FOR_LENGTH
    lows, highs = [low, model.residuals[0]], [high, model.residuals[1]]
    share = _unknown(example) / len(example.tokens)
    if share:
        row = next(row for row in widths["unknown"] if share <= row[0])
        lows.append(low + row[1])
        highs.append(high + row[2])
    return min(float(np.exp(min(lows))), 1 - _LEAST), max(float(np.exp(max(highs))), 1 + _LEAST)


def _unknown(example: Example) -> int:
    return int((example.tokens[:, 0] == 0).sum())


def _notes(example: Example) -> tuple[str, ...]:
    """What widens the interval, in words."""
    notes = []
    unknown, total = _unknown(example), len(example.tokens)
    if unknown:
        which = f"{unknown} of {total} instructions" if total > 1 else "its one instruction"
        were = "was" if unknown == 1 else "were"
        notes.append(f"{which} {were} hardly ever seen in training: the interval is wider")
    if total > _LONGEST_LEARNT:
        notes.append(f"{total} instructions are more than most in training: the interval is wider")
    return tuple(notes)
