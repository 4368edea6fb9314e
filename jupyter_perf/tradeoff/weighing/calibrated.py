"""A real step on the card that a target is, before the search for what fits on it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from ...core.calibration import Calibration
from ...core.cards import Cards, cards_here, is_card
from ..calibrating import Kind, calibrate

if TYPE_CHECKING:
    from .gathering import Errand, Gathered

_SECONDS = 40.0
_SHARE = 0.3
"""Of the time that is left."""
Calibrate = Callable[..., "Calibration | str"]
"""`calibrating.calibrate`."""


def calibrated(
    gathered: Gathered,
    errand: Errand,
    cards: Cards | None = None,
    by: Calibrate = calibrate,
) -> None:
    """Have this kind of step done once on this machine's card, where one of the targets is that;
    where it can't be, the places stay as they are and `gathered` says why."""
    cards = cards_here() if cards is None else cards
    wanted = Kind.of(gathered.asked.precision, gathered.asked.optimizer)
    lacking = [
        each
        for each in gathered.places
        if cards.has(each.target)
        and (each.calibrated is None or not each.calibrated.knows(wanted.words))
    ]
    if not lacking:
        return
    errand.tell(f"doing one step on the card that `{lacking[0].name}` is")
    seconds = min(_SECONDS, _SHARE * errand.left)
    found = by(cards, wanted, seconds=seconds, stopped=errand.stopped)
    if isinstance(found, str):
        gathered.uncalibrated = found
        return
    gathered.places = [
        dataclasses.replace(each, calibrated=found)
        if is_card(found.device, each.target, found.memory_bytes)
        else each
        for each in gathered.places
    ]
