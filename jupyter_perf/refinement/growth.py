"""How time and memory grow with the size of the inputs: measured on samples of the user's own.

Only cells can be cut down: what reads a table, a list or an array runs on a half and a quarter of
its rows as well, joins and groups kept (`measure.scaling`). For functions and programs nothing is
said: an argument or a text cut short may be another problem, not a smaller one.
"""

from __future__ import annotations

import itertools
import math
import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..measure.lock import timing_lock
from ..measure.rule import Sample
from ..sandbox.work import Ended, Outcome
from .cases import Case, Runs
from .contest import sampled_case
from .original import Baseline

_CUT = "jupyter_perf.refinement.inputs:counted_sample"
_PARTS = (1.0, 0.5, 0.25)
"""Of the largest sample."""
_SHARE, _MOST_SECONDS = 0.05, 8.0
"""Of the time left, and at most, what this may take."""
_MOST_ROUNDS = 3
_LEAST_SECONDS = 0.004
"""CPU time on the largest sample, below which fixed costs are most of it."""
_LEAST_ROWS = 40
_LEAST_PEAK_BYTES = 16 << 20
_COUNTED = re.compile(r"(\d{1,15}) of (\d+) (.+)")


@dataclass(frozen=True)
class Point:
    """What repeated runs on inputs of one size took."""

    rows: int
    cpu_seconds: tuple[float, ...]
    peak_bytes: tuple[int, ...] = ()
    """Increase of resident memory, the user's values that were read included."""


@dataclass(frozen=True)
class Exponent:
    """How a quantity grows: as n to the `power`, which lies from `low` to `high`.

    The range is what single runs and neighbouring sizes give: a spread, no interval of confidence.
    """

    power: float
    low: float
    high: float
    single: bool = False
    """Whether one run of each of two sizes is all there is: there is no range then."""

    def words(self) -> str:
        if self.high < 0.15:
            return "hardly at all"
        spread = f"{max(0.0, self.low):.1f} to {self.high:.1f}"
        return f"about as n^{self.power:.1f} ({'by single runs' if self.single else spread})"


@dataclass(frozen=True)
class Growth:
    """Runs on samples of several sizes, the smallest first, at least two."""

    points: tuple[Point, ...]
    of: str
    """What has the rows: names in backticks."""

    @property
    def time(self) -> Exponent:
        """Of CPU time, local to these sizes."""
        return _exponent([(point.rows, point.cpu_seconds) for point in self.points])

    @property
    def memory(self) -> Exponent | None:
        """Of peak memory; None where there is too little of it to say."""
        largest = max(self.points[-1].peak_bytes, default=0)
        if largest < _LEAST_PEAK_BYTES or not all(
            min(p.peak_bytes, default=0) for p in self.points
        ):
            return None
        return _exponent([(point.rows, point.peak_bytes) for point in self.points])

    def words(self) -> str:
        """One line for a prompt: no value of the user's, only numbers of rows."""
        sizes = [f"{point.rows:,}" for point in self.points]
        measured = f"{', '.join(sizes[:-1])} and {sizes[-1]} rows of {self.of}"
        said = f"CPU time grows {self.time.words()} in the number of rows n"
        if self.memory is not None:
            said += f", peak memory {self.memory.words()}"
        return f"{said}; measured at {measured}."


def growth(runs: Runs, baseline: Baseline, code: str, left: float) -> Growth | None:
    """Run `code` on smaller and smaller samples, for a small share of the `left` seconds.

    None where the inputs can't be cut, where it fails on a sample, or where there is too little
    time, or too little to measure.
    """
    end = time.monotonic() + min(_MOST_SECONDS, left * _SHARE)
    known = baseline.samples[0] if code == runs.request.source else None
    if runs.request.kind != "cell" or not runs.request.read or end <= time.monotonic():
        return None
    sizes = _sizes(runs, baseline.cases[0], code, known, end)
    if not sizes:
        return None
    with timing_lock(max(0.0, end - time.monotonic())):
        seen = _measured(runs, code, sizes, end)
    return _growth(seen, runs.request.read)


def _sizes(runs: Runs, case: Case, code: str, known: Sample | None, end: float) -> list[Case]:
    """Samples that three runs fit on, the smallest first: runs of all the data are often too long.

    `known` is a run of `code` on all of it; where there is none, one on a quarter tells.
    """
    left = end - time.monotonic()
    if known is None:
        seen = _run(runs, code, _cut(case, _PARTS[-1]), end)
        if seen is None:
            return []
        whole, left = seen.wall_seconds / _PARTS[-1], end - time.monotonic()
    else:
        whole = known.wall_seconds
    # As if time grew with the square: what grows with less has time for more rounds.
    largest = min(1.0, math.sqrt(max(0.0, left) / (2 * max(whole, 1e-6))))
    return [_cut(case, largest * part) for part in reversed(_PARTS)]


def _cut(case: Case, fraction: float) -> Case:
    steps = dict(sampled_case(case, fraction).prepare) | {"call": _CUT}
    return replace(case, label="a sample", prepare=tuple(steps.items()))


def _measured(runs: Runs, code: str, sizes: Sequence[Case], end: float) -> list[list[Outcome]]:
    """Outcomes by size, in rounds over all sizes; the smallest ones alone where time runs out."""
    seen: list[list[Outcome]] = [[] for _ in sizes]
    for _ in range(_MOST_ROUNDS):
        for case, outcomes in zip(sizes, seen, strict=True):
            outcome = _run(runs, code, case, end)
            if outcome is None:
                return [outcomes for outcomes in seen if outcomes]
            outcomes.append(outcome)
    return seen


def _run(runs: Runs, code: str, case: Case, end: float) -> Outcome | None:
    left = end - time.monotonic()
    outcome = runs.run(code, case, seconds=left) if left > 0 else None
    if outcome is None or outcome.ended is not Ended.OK or outcome.raised is not None:
        return None
    return outcome


def _growth(seen: list[list[Outcome]], read: Sequence[str]) -> Growth | None:
    points: list[Point] = []
    names: list[str] = []
    for outcomes in seen:
        counted = _COUNTED.fullmatch(str(outcomes[0].facts.get("prepared") or ""))
        if counted is None:
            return None
        # What a repetition says was written with the values at hand: only names that are known.
        rows, names = int(counted[1]), [name for name in read if f"`{name}`" in counted[3]]
        peaks = tuple(o.peak_bytes for o in outcomes if o.peak_bytes is not None)
        if rows >= _LEAST_ROWS and (not points or rows > points[-1].rows):
            points.append(Point(rows, tuple(o.cpu_seconds for o in outcomes), peaks))
    if len(points) < 2 or min(points[-1].cpu_seconds) < _LEAST_SECONDS:
        return None
    return Growth(tuple(points), ", ".join(f"`{name}`" for name in names) or "the inputs")


def _exponent(seen: Sequence[tuple[int, Sequence[float]]]) -> Exponent:
    """The slope from the smallest to the largest size, by medians; its range from single runs
    there, and from neighbouring sizes."""
    (first, before), (last, after) = seen[0], seen[-1]
    found = [_slope(first, x, last, y) for x in before for y in after]
    middle = [(rows, statistics.median(values)) for rows, values in seen]
    found += [_slope(*one, *other) for one, other in itertools.pairwise(middle)]
    single = len(seen) == 2 and len(before) == len(after) == 1
    return Exponent(_slope(*middle[0], *middle[-1]), min(found), max(found), single)


def _slope(rows: int, value: float, more_rows: int, later: float) -> float:
    return math.log(max(later, 1e-9) / max(value, 1e-9)) / math.log(more_rows / rows)
