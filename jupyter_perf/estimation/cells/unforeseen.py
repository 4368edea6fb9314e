"""Samples that went on for longer than smaller ones let one think."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...core import units
from ..fit import Prediction
from .climbed import Climbed
from .series import Series
from .sizes import Group

_BEYOND = 2.0
"""How many times longer than the upper end of what was thought a run must have gone on."""


def unforeseen(
    series: Series,
    climbed: Climbed,
    groups: Sequence[Group],
    with_fresh: Callable[[Prediction, Prediction], Prediction],
) -> str:
    """That a larger sample went on for longer than the others let one think, and was ended; ""
    where none did. What it does from there on nobody knows.

    `with_fresh` adds what further memory costs to a time, by its peak.
    """
    for factor, seconds in climbed.too_long:
        thought = with_fresh(series.seconds(factor), series.peak(factor)).expected
        if thought is not None and _BEYOND * thought.high < seconds:
            sizes = ", ".join(f"{g.value * factor:,.0f} of `{g.name}`" for g in groups[:3])
            return (
                f"on {sizes} it takes longer than {units.seconds(seconds)}, which smaller samples"
                " didn't let one think: give it more time with `--budget`"
            )
    return ""
