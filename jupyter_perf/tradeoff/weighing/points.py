"""Points of the frontier: each method on each target at batch sizes up to the largest that fits."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping

from ...core.ranges import Range
from ..devices import Place
from ..result import Law, Point
from ..scoring import told
from ..search.climbing import MOST
from .gathering import Gathered
from .modelled import breakdown
from .peaks import Peaks
from .plans import is_modelled, plain_step
from .times import StepTimes

MOST_POINTS = 9
"""To a method on a target."""


@dataclasses.dataclass
class Known:
    """A method on a target, with all that is known of it."""

    method: str
    place: Place
    peaks: Peaks
    times: StepTimes | None
    largest: int
    """The largest batch (microbatch) that fits; where memory is unknown, that was traced."""
    law: Law | None = None


def largest_of(gathered: Gathered, method: str, place: Place) -> tuple[int, Peaks] | None:
    """The largest batch that fits, and the peaks; None where nothing was traced."""
    whole = gathered.peaks(method, place, accumulated=False)
    several = gathered.peaks(method, place, accumulated=True)
    wanted = gathered.asked.global_batch
    if whole is None and several is None:
        return None
    if wanted is not None and whole is not None:
        largest = _largest(whole, method, gathered, place)
        if largest >= wanted or several is None:
            return largest, whole
    peaks = several or whole
    assert peaks is not None
    return _largest(peaks, method, gathered, place), peaks


def _largest(peaks: Peaks, method: str, gathered: Gathered, place: Place) -> int:
    limit = place.limit()
    if limit is None:
        return peaks.sizes[-1]
    if not is_modelled(method):
        most = gathered.asked.global_batch or MOST
        return min(most, peaks.fitting(limit.bytes, limit.field)[0])
    low, high = 0, MOST
    while low < high:
        middle = (low + high + 1) // 2
        if place.fits(_peak(gathered, method, place, peaks, middle)[0]):
            low = middle
        else:
            high = middle - 1
    return low


def is_settled(gathered: Gathered, known: Known) -> bool:
    """Whether traces show that no larger batch fits, or that all that is asked for does."""
    whole, limit = gathered.asked.global_batch, known.place.limit()
    if limit is None or is_modelled(known.method):
        return False
    if whole is not None and known.largest >= whole:
        return True
    return known.peaks.fitting(limit.bytes, limit.field)[1]


def points_of(gathered: Gathered, known: Known) -> Iterator[Point]:
    """Ascending in the batch; what doesn't fit is there once."""
    for batch in _batches(gathered, known):
        yield _point(gathered, known, batch)


def _batches(gathered: Gathered, known: Known) -> list[int]:
    least, largest, place = known.peaks.least, known.largest, known.place
    whole = gathered.asked.global_batch
    if whole is not None and largest >= whole:
        return [whole]
    powers = [1 << n for n in range(25) if least <= 1 << n <= largest]
    # The largest ones matter most, where there are many.
    step = max(1, math.ceil(len(powers) / (MOST_POINTS - 3)))
    chosen = set(powers[::-1][::step]) | {each for each in (least, largest) if each >= least}
    own = gathered.dimensions.batch or 1
    if least <= own <= largest:
        chosen.add(own)
    beyond = max(2 * largest, least)
    if largest >= 1 and beyond == 2 * largest:
        beyond = 1 << (largest.bit_length())
    # Within the margin of what is read off a line nobody knows: the next one is surely beyond.
    while beyond < MOST and place.fits(
        _peak(gathered, known.method, place, known.peaks, beyond)[0]
    ):
        beyond *= 2
    chosen.add(min(beyond, whole or beyond))
    return sorted(chosen)


def _point(gathered: Gathered, known: Known, batch: int) -> Point:
    asked, place = gathered.asked, known.place
    accumulate = _accumulate(gathered, known, batch)
    peak, parts, traced = _peak(gathered, known.method, place, known.peaks, batch)
    seconds = None if known.times is None else told(known.times.seconds(batch, accumulate))
    throughput = None if seconds is None else _rate(batch, seconds)
    evaluation = known.peaks.evaluation(batch)
    return Point(
        known.method,
        batch,
        place.name,
        asked.sequence or gathered.dimensions.sequence,
        peak,
        seconds,
        throughput,
        _fits(known, peak, batch),
        parts,
        traced,
        None if evaluation is None else place.of_tensors(evaluation, evaluation),
        known.times.source(batch) if known.times is not None and seconds is not None else "",
        accumulate,
        _usd(asked.epoch_examples, throughput, place.target.usd_per_hour),
    )


def _fits(known: Known, peak: Range, batch: int) -> bool | None:
    """Beyond the largest nothing does: what is read off a line needs a margin."""
    fits = known.place.fits(peak)
    return fits if fits is None else fits and batch <= known.largest


def _accumulate(gathered: Gathered, known: Known, batch: int) -> int:
    whole = gathered.asked.global_batch
    if whole is not None:
        return max(1, math.ceil(whole / batch))
    return known.peaks.traces[known.peaks.least].accumulate


def _peak(
    gathered: Gathered, method: str, place: Place, peaks: Peaks, batch: int
) -> tuple[Range, Mapping[str, float], float | None]:
    """Everything counted; the parts of all tensors, and their sum where it was traced."""
    parts = peaks.breakdown(batch)
    whole, rounded = peaks.bytes(batch), peaks.bytes(batch, "rounded_peak_bytes")
    if not is_modelled(method):
        return place.of_tensors(whole, rounded), parts, whole
    parts = breakdown(parts, method, plain_step(gathered.asked))
    total = sum(parts.values())
    return place.of_tensors(total, total * rounded / whole), parts, None


def _rate(batch: int, seconds: Range) -> Range:
    least = 1e-12
    value, low, high = (max(least, each) for each in (seconds.value, seconds.low, seconds.high))
    return Range(batch / value, batch / high, batch / low)


def _usd(examples: int | None, rate: Range | None, usd_per_hour: float | None) -> Range | None:
    if examples is None or rate is None or usd_per_hour is None:
        return None
    hour = examples / 3600 * usd_per_hour
    return Range(hour / rate.value, hour / rate.high, hour / rate.low)
