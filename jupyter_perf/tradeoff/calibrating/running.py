"""From a kind of step to a calibration of this machine's card, through a process of its own."""

from __future__ import annotations

import dataclasses
import datetime
import time
from collections.abc import Callable, Mapping
from typing import Any

from ...core import calibration
from ...core.calibration import Calibration, Step
from ...core.cards import Cards
from ...errors import UsageError
from ..trace import optimizers, process
from . import standin

CHILD = "jupyter_perf.tradeoff.calibrating.child"
CUDA = "jupyter_perf.tradeoff.calibrating.card:Cuda"
"""What speaks to the card, as `module:class`: a `card.Card`."""
BATCHES = (2, 8)
_OPTIMIZER = "adamw"
"""Stands for those that aren't known by a name."""
_WAIT_SECONDS = 600.0
"""After a failure, before it is tried again."""
_failed: dict[tuple[str, str], tuple[str, float]] = {}
"""(Key of the cards, kind of step) → why it failed, and until when that holds."""


@dataclasses.dataclass(frozen=True)
class Kind:
    """Of steps, that take alike beside their tensors."""

    precision: str = "fp32"
    optimizer: str = _OPTIMIZER

    @property
    def words(self) -> str:
        return f"{self.precision}, {self.optimizer}"

    @classmethod
    def of(cls, precision: str, optimizer: Any) -> Kind:
        """`optimizer` as in a `Making`."""
        name = optimizer if isinstance(optimizer, str) else type(optimizer).__name__
        try:
            return cls(precision, optimizers.checked(name))
        except UsageError:
            return cls(precision)


def calibrate(
    cards: Cards,
    kind: Kind,
    *,
    seconds: float,
    stopped: Callable[[], bool] | None = None,
    card: str = CUDA,
    size: standin.Size | None = None,
) -> Calibration | str:
    """Do steps of this kind, and keep what they tell with what is known; why not, in words.

    A step that fails costs nothing that was known before.
    """
    reason, until = _failed.get((cards.key, kind.words), ("", 0.0))
    if time.monotonic() < until:
        return reason
    taken = _Taken()
    asked = {
        **dataclasses.asdict(kind),
        "settings": dict(cards.settings),
        "card": card,
        "batches": BATCHES,
        "size": dataclasses.asdict(size or standin.Size()),
    }
    end = time.monotonic() + seconds
    ended = process.run(asked, b"", end, taken.take, stopped, child=CHILD)
    if not taken.steps:
        why = taken.why or _why(ended, seconds)
        if ended is None or ended.why != "stopped":
            _failed[cards.key, kind.words] = (why, time.monotonic() + _WAIT_SECONDS)
        return why
    made = _merged(calibration.kept(cards.key), taken, cards, kind)
    calibration.keep(made)
    return made


class _Taken:
    """What the process has said so far."""

    def __init__(self) -> None:
        self.about: Mapping[str, Any] = {}
        self.steps: list[Mapping[str, Any]] = []
        self.why = ""

    def take(self, said: Mapping[str, Any]) -> None:
        if "why" in said:
            self.why = str(said["why"])
        elif "device" in said:
            self.about = said
        else:
            self.steps.append(said)


def _why(ended: process.Ended | None, seconds: float) -> str:
    if ended is None:
        return "nothing came back from it"
    if ended.why == "time":
        return f"it took longer than {seconds:.0f} s"
    if ended.why == "stopped":
        return "stopped before it was done"
    return ended.reason.replace("that traced the model", "that did a step on the card")


def _merged(known: Calibration | None, taken: _Taken, cards: Cards, kind: Kind) -> Calibration:
    """Steps of this kind anew, others as they were where they are of the same card."""
    about = taken.about
    same = known is not None and known.device == about["device"]
    others = [each for each in known.steps if each.what != kind.words] if known and same else []
    return Calibration(
        cards.key,
        str(about["device"]),
        int(about["memory_bytes"]),
        cards.driver,
        datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        (*others, *(Step(what=kind.words, **each) for each in taken.steps)),
        dict(about["versions"]),
    )
