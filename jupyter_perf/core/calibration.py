"""What real training steps took on a card, beside the traces of the same steps; kept like other
measurements of this machine, and used for the targets that the card is one of.

Raw figures are kept; what follows from them is worked out when it is asked for. A few steps can't
tell how far other models stray, so a range is never narrower than what is stated for all GPUs over
the root of one more than the number of steps: the stated range counts as much as one of them.
"""

from __future__ import annotations

import contextlib
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import folders, measurements, serial, units
from .cards import Cards, cards_here, is_card
from .ranges import Range
from .step_memory import CONTEXT_BYTES, PIECES, STATED, TENSORS, UNVALIDATED, Beside
from .targets import Target

LEAST_BYTES = 200_000_000
"""Of tensors, for a step that tells how much is reserved in pieces: an allocator takes up to 20 MB
at once, which is much of less."""
_held: dict[str, Calibration] = {}
"""Key → what couldn't be written."""


@dataclass(frozen=True)
class Step:
    """A real step, and the trace of the same one."""

    what: str
    """The kind of step: `fp32, adamw`."""
    batch: int
    rounded_bytes: int
    """All tensors in blocks of 512 bytes, as traced."""
    allocated_bytes: int
    """The most that the allocator handed out."""
    reserved_bytes: int
    """The most that it took from the device."""
    context_bytes: int | None = None
    """What the process held on the device beside that; None where it couldn't be told."""

    @property
    def workspace_bytes(self) -> int:
        """Handed out to libraries: no tensor of the trace."""
        return max(0, self.allocated_bytes - self.rounded_bytes)


@dataclass(frozen=True)
class Calibration:
    """The steps that were done on one card, with one driver and PyTorch."""

    key: str
    """Of `Cards`: what it is found by."""
    device: str
    """As the card calls itself."""
    memory_bytes: int
    driver: str
    created: str
    """ISO, UTC: of the latest step."""
    steps: tuple[Step, ...]
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def beside(self) -> Beside:
        """For what is stated otherwise."""
        large = [each for each in self.steps if each.allocated_bytes >= LEAST_BYTES]
        pieces = _range(PIECES, [e.reserved_bytes / e.allocated_bytes for e in large])
        told = [e.context_bytes + e.workspace_bytes for e in self.steps if e.context_bytes]
        return Beside(
            Range(max(1.0, pieces.value), max(1.0, pieces.low), max(1.0, pieces.high)),
            _range(CONTEXT_BYTES, told),
        )

    @property
    def said(self) -> str:
        """In words, with device and date."""
        return f"calibrated on {self.device}, {self.created[:10]}"

    def knows(self, what: str) -> bool:
        """Whether such a step was done."""
        return any(each.what == what for each in self.steps)

    def to_json(self) -> str:
        return serial.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Calibration:
        """Raises ValueError where `text` isn't what `to_json` writes, or makes no sense."""
        found = serial.loads(cls, text)
        sizes = [size for e in found.steps for size in (e.rounded_bytes, e.allocated_bytes)]
        if not found.steps or min([found.memory_bytes, *sizes]) <= 0:
            raise ValueError("not a calibration: nothing was measured")
        if any(each.reserved_bytes < each.allocated_bytes for each in found.steps):
            raise ValueError("not a calibration: more was handed out than was reserved")
        return found


def kept(key: str) -> Calibration | None:
    """What was found with these cards before."""
    try:
        found = Calibration.from_json(_file(key).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none, or one that can't be understood: it is made anew
        return _held.get(key)
    return found if found.key == key else None


def keep(made: Calibration) -> None:
    """Keep it for whoever asks next: in a file, or in this process where none can be written."""
    try:
        folders.write_text(_file(made.key), made.to_json())
        _held.pop(made.key, None)
    except OSError:
        _held[made.key] = made


def forget(key: str) -> bool:
    """Forget what was found with these cards; returns whether there was something."""
    had = _held.pop(key, None) is not None
    with contextlib.suppress(OSError):
        _file(key).unlink()
        had = True
    return had


def of(target: Target, cards: Cards | None = None) -> Calibration | None:
    """What was measured of the card that `target` is, where it is in this machine."""
    if target.kind != "gpu":
        return None
    cards = cards or cards_here()
    if not cards.has(target):
        return None
    found = kept(cards.key)
    return found if found and is_card(found.device, target, found.memory_bytes) else None


def beside(target: Target) -> Beside:
    """What a step takes there beside its tensors: calibrated, else stated."""
    found = of(target)
    return STATED if found is None else found.beside


def assumption(target: Target) -> str:
    """What is taken for granted about peaks on this GPU, in words."""
    return about(of(target))


def about(found: Calibration | None) -> str:
    """The same of what was found."""
    if found is None:
        return UNVALIDATED
    steps = units.counted(len(found.steps), "real step")
    return f"{TENSORS}, with what {steps} took beside them: {found.said}"


def _range(stated: Range, seen: Sequence[float]) -> Range:
    if not seen:
        return stated
    value = statistics.median(seen)
    share = 1 / math.sqrt(1 + len(seen))
    low = value - share * (stated.value - stated.low)
    high = value + share * (stated.high - stated.value)
    return Range(value, max(0.0, min(low, *seen)), max(high, *seen))


def _file(key: str) -> Path:
    return measurements.folder() / f"{key}.cuda.json"
