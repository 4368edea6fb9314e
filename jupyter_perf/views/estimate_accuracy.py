"""What was predicted, held against what a run took."""

from __future__ import annotations

from ..core import units
from ..core.ranges import Range
from ..estimation.result import Actual, Estimate
from .quantities import quantity
from .wording import Headline

_LEAST_WAITING = 0.05
"""Of a run's time; less isn't worth a word."""


def accuracy(found: Estimate) -> Headline | None:
    """Predicted against actual; None where there is nothing to hold against each other."""
    actual = found.actual
    if actual is None:
        return None
    took = units.trimmed(units.seconds(actual.seconds))
    if actual.ended != "done":
        how = "was interrupted" if actual.ended == "interrupted" else "raised"
        ahead = found.seconds
        said_before = "" if ahead is None else f"; {quantity('seconds', ahead)} predicted in all"
        return Headline(f"The cell {how} after {took}{said_before}", "plain")
    if found.seconds is None:
        return Headline(f"Took {took}: no time had been predicted", "plain")
    inside = actual.alone_seconds in found.seconds
    text = f"Took {took}{_waiting(actual)}: {_held(actual.alone_seconds, 'seconds', found.seconds)}"
    if actual.peak_bytes is not None and found.peak_bytes is not None:
        peak = units.trimmed(units.size(actual.peak_bytes))
        text += f"; peak {peak}: {_held(actual.peak_bytes, 'peak_bytes', found.peak_bytes)}"
    return Headline(text, "good" if inside else "warn")


def _waiting(actual: Actual) -> str:
    """What others' work added, where that matters: predictions are of a machine of its own."""
    if actual.waited_seconds < _LEAST_WAITING * actual.seconds:
        return ""
    waited, alone = (
        units.trimmed(units.seconds(each)) for each in (actual.waited_seconds, actual.alone_seconds)
    )
    return f", of which it waited {waited} for a processor; the other {alone}"


def _held(actual: float, name: str, predicted: Range) -> str:
    """`inside the prediction of 41 s (34 to 50 s), 1.07×`."""
    where = "inside" if actual in predicted else "outside"
    text = f"{where} the prediction of {quantity(name, predicted)}"
    return f"{text}, {units.ratio(actual / predicted.value)}" if predicted.value > 0 else text
