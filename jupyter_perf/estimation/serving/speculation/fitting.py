"""A line through passes that were timed: least squares in which no figure is negative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ....core.ranges import Range
from ....errors import UsageError
from .checking import amount, listed
from .record import Record
from .times import Line

_LEAST_POINTS = 3
"""As many as there are unknowns."""


@dataclass(frozen=True)
class Point(Record):
    """A pass that was timed. Raises UsageError for other than amounts, or no time at all."""

    context: float
    batched: float
    seconds: float

    def __post_init__(self) -> None:
        for name in ("context", "batched"):
            object.__setattr__(self, name, amount(name, getattr(self, name), "tokens"))
        seconds = amount("seconds", self.seconds, "seconds", zero=False)
        object.__setattr__(self, "seconds", seconds)


@dataclass(frozen=True)
class Fitted(Record):
    """A line through timed passes, and how far it is off them."""

    line: Line
    points: tuple[Point, ...]
    errors: tuple[float, ...]
    """Per point: |line − seconds| / seconds."""
    source: str = "timed passes"
    spread: Range | None = None
    """An 80% interval of all its seconds, as multiples of them; None where none is known."""
    notes: tuple[str, ...] = field(default=())

    @property
    def median_error(self) -> float:
        return float(np.median(self.errors))

    @property
    def worst_error(self) -> float:
        return max(self.errors)


def fit(points: Sequence[Point | tuple[float, float, float]], *, bent: bool = False) -> Fitted:
    """The line of least squared relative errors, no figure of it negative.

    `points`: (N_context, N_batched, seconds) of at least three passes, not all with the same
    N_batched. `bent`: it may bend at every N_batched that was timed, which takes as many passes as
    there are of these and one more. Raises UsageError for anything else.
    """
    timed = _points(points)
    sizes = sorted({point.batched for point in timed})
    bends = tuple(size for size in sizes[1:-1] if bent)
    if len(timed) < (least := _LEAST_POINTS + len(bends)):
        raise UsageError(
            f"{'a bent line' if bends else 'a line'} through these sizes needs at least {least} "
            f"timed passes, and there are {len(timed)}"
        )
    if len(sizes) == 1:
        raise UsageError(
            f"all passes read {sizes[0]:g} tokens: time some that read more, as verifying does"
        )
    line = _solved(timed, bends)
    notes = (f"passes that read more than {sizes[-1]:g} tokens weren't timed: there the line goes"
             " on as before",)  # fmt: skip
    return Fitted(line, timed, _errors(line, timed), notes=notes)


def _solved(points: Sequence[Point], bends: Sequence[float]) -> Line:
    from scipy.optimize import nnls

    seconds = np.array([each.seconds for each in points])
    context = np.array([each.context for each in points])
    batched = np.array([each.batched for each in points])
    starts, ends = (0.0, *bends), (*bends, np.inf)
    pieces = [np.clip(batched - a, 0.0, b - a) for a, b in zip(starts, ends, strict=True)]
    rows = np.column_stack([context, np.ones(len(points)), *pieces]) / seconds[:, None]
    # Columns differ by orders of magnitude; brought to one length, none is lost to rounding.
    lengths = np.linalg.norm(rows, axis=0)
    lengths[lengths == 0] = 1.0
    figures, _ = nnls(rows / lengths, np.ones(len(points)))
    each_context, fixed, token, *slopes = (float(each) for each in figures / lengths)
    return Line(each_context, token, fixed, tuple(zip(bends, slopes, strict=True)))


def _errors(line: Line, points: Sequence[Point]) -> tuple[float, ...]:
    return tuple(
        abs(float(line.seconds(each.context, each.batched)) - each.seconds) / each.seconds
        for each in points
    )


def _points(points: object) -> tuple[Point, ...]:
    each_is = "(N_context, N_batched, seconds)"
    made = []
    for given in listed("points", points, f"timed passes, {each_is} of each"):
        if isinstance(given, Point):
            made.append(given)
            continue
        figures = listed("points", given, f"timed passes, {each_is} of each")
        if len(figures) != 3:
            raise UsageError(f"a timed pass is {each_is}, not {given!r}")
        made.append(Point(*figures))
    return tuple(made)
