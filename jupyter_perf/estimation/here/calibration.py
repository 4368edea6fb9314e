"""What earlier predictions taught: a factor on new ones, by kind of work, with its interval.

`--run` records what was predicted and what it took. Where predictions of a kind were too low again
and again, the next one is raised; where they scattered more than their ranges said, it is widened.
A few pairs prove little, so the factor is drawn towards 1 and the widths towards what was stated.
"""

from __future__ import annotations

import datetime
import json
import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...core.ranges import Range

Outcome = tuple[Range, float, str]
"""What was predicted, what it was, and the kind of work (`cell`, `module`, …)."""
PRIOR_PAIRS = 5.0
"""Worth of a prior that says: predictions are right, and as uncertain as they say."""
MOST_FACTOR = 3.0
"""Further off isn't a matter of calibration."""
MOST_WIDENING, LEAST_WIDENING = 4.0, 0.7
LATEST = 200
"""Pairs of a kind that count: machines and versions change."""
_Z80 = 1.2816
_MAD = 1.4826
"""Median absolute deviation → standard deviation, of normal errors."""
_FORMAT = 1


@dataclass(frozen=True)
class Factor:
    """Of one kind of work."""

    factor: Range
    """On the value: actual over predicted, typically, with what is known of it."""
    widening: float
    """On the logarithm of a range's ends around its value; 1 leaves them."""
    pairs: int
    within: int
    """Of the pairs, how many actual values lay in the ranges that had been predicted."""


@dataclass(frozen=True)
class Correction:
    """By kind of work; `created` in ISO form and UTC."""

    kinds: Mapping[str, Factor] = field(default_factory=dict)
    created: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """A sentence for each kind, for assumptions and for `%perf calibrate`."""
        return tuple(
            f"{kind}: × {each.factor.value:.2f} ({each.factor.low:.2f} to {each.factor.high:.2f}),"
            f" ranges × {each.widening:.2f}, from {each.pairs} runs of which {each.within} ended"
            " within their range"
            for kind, each in sorted(self.kinds.items())
        )

    def to_json(self) -> str:
        """`from_json` makes an equal object of it."""
        kinds = {
            kind: {
                "factor": [each.factor.value, each.factor.low, each.factor.high],
                "widening": each.widening,
                "pairs": each.pairs,
                "within": each.within,
            }
            for kind, each in self.kinds.items()
        }
        return json.dumps({"format": _FORMAT, "kinds": kinds, "created": self.created})

    @classmethod
    def from_json(cls, text: str) -> Correction:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        try:
            data = json.loads(text)
            if data["format"] != _FORMAT:
                raise ValueError("a correction of another version")
            kinds = {str(kind): _factor_of(each) for kind, each in data["kinds"].items()}
            return cls(kinds, str(data["created"]))
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"not a correction: {error}") from None


def recalibrated(history: Iterable[Outcome]) -> Correction:
    """What the pairs of predictions and actual values of each kind say, the latest last.

    Pairs that can't be compared (not above 0, not finite) are passed over.
    """
    by_kind: dict[str, list[tuple[Range, float]]] = {}
    for predicted, actual, kind in history:
        if all(0 < each < math.inf for each in (predicted.value, predicted.low, actual)):
            by_kind.setdefault(kind, []).append((predicted, actual))
    kinds = {kind: _factor(pairs[-LATEST:]) for kind, pairs in by_kind.items()}
    return Correction(kinds, datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"))


def apply(correction: Correction, predicted: Range, kind: str) -> Range:
    """The range with what is known about predictions of this kind; the same where nothing is."""
    known = correction.kinds.get(kind)
    if known is None or predicted.low <= 0:
        return predicted
    value = predicted.value * known.factor.value
    below, above = (
        math.hypot(known.widening * math.log(stated), math.log(own))
        for stated, own in (
            (predicted.value / predicted.low, known.factor.value / known.factor.low),
            (predicted.high / predicted.value, known.factor.high / known.factor.value),
        )
    )
    return Range(value, value * math.exp(-below), value * math.exp(above))


def _factor(pairs: Sequence[tuple[Range, float]]) -> Factor:
    logs = [math.log(actual / predicted.value) for predicted, actual in pairs]
    count = len(logs)
    middle = statistics.median(logs)
    trust = count / (count + PRIOR_PAIRS)
    shrunk = max(-math.log(MOST_FACTOR), min(math.log(MOST_FACTOR), trust * middle))
    deviation = _MAD * statistics.median(abs(log - middle) for log in logs) if count > 2 else 0.0
    # Of a median: 1.25 standard errors; the prior counts as pairs of the usual spread.
    error = _Z80 * 1.25 * max(deviation, 0.1) / math.sqrt(count + PRIOR_PAIRS)
    factor = Range(math.exp(shrunk), math.exp(shrunk - error), math.exp(shrunk + error))
    return Factor(factor, _widening(pairs, middle, trust), count, _within(pairs))


def _widening(pairs: Sequence[tuple[Range, float]], middle: float, trust: float) -> float:
    """How much wider ranges should have been for 8 of 10 to hold, once the middle is right."""
    wanted = []
    for predicted, actual in pairs:
        off = math.log(actual / predicted.value) - middle
        end = predicted.high if off >= 0 else predicted.low
        width = abs(math.log(end / predicted.value))
        wanted.append(abs(off) / max(width, 0.01))
    wanted.sort()
    # 80% of the deviations lie below; with few pairs, a stated width stands for those to come.
    needed = wanted[min(len(wanted) - 1, math.ceil(0.8 * len(wanted)) - 1)]
    mixed = math.exp(trust * math.log(max(needed, 1e-3)))
    return max(LEAST_WIDENING, min(MOST_WIDENING, mixed))


def _within(pairs: Sequence[tuple[Range, float]]) -> int:
    return sum(actual in predicted for predicted, actual in pairs)


def _factor_of(data: Mapping[str, Any]) -> Factor:
    value, low, high = (float(each) for each in data["factor"])
    if not 0 < low <= value <= high < math.inf:
        raise ValueError("a factor is a range above 0")
    widening = float(data["widening"])
    if not 0 < widening < math.inf:
        raise ValueError("a widening is above 0")
    return Factor(Range(value, low, high), widening, int(data["pairs"]), int(data["within"]))
