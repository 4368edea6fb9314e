"""What a comparison returns, and the paths that it speaks in."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple


class Difference(enum.StrEnum):
    """What differs."""

    VALUE = "value"
    TYPE = "type"
    """Type, dtype or class."""
    SHAPE = "shape"
    """Length, shape, columns or keys."""
    ORDER = "order"
    MISSING = "missing"
    """A name, field or item that one side lacks."""
    ALIASING = "aliasing"
    OPAQUE = "opaque"
    """A value of a kind that can't be compared: nothing is known to differ."""
    RNG = "rng"
    PROCESS = "process"
    """A setting of the whole process, such as its working directory."""
    EXCEPTION = "exception"
    STDOUT = "stdout"
    STDERR = "stderr"
    ENDED = "ended"


@dataclass(frozen=True)
class Same:
    """No difference was found."""

    max_relative_error: float = 0.0
    """The largest that was accepted; 0 where all numbers are equal bit for bit (see `notes` for
    the one exception, the sign of zero)."""
    notes: tuple[str, ...] = ()
    """What was compared less than fully, in the user's words."""
    dropped: tuple[str, ...] = ()
    """Optional names that the original leaves and the candidate doesn't."""
    partial: tuple[str, ...] = ()
    """Iterators of which only a prefix was compared."""


@dataclass(frozen=True)
class FirstDifference:
    """Where two results first differ."""

    path: str
    """`df['total']`, say."""
    text: str
    """In the user's words, with values: "`df['total']`: row 17 is 3.5, was 4.0"."""
    place: str
    """The same without a value of the user's: "`df['total']`: row 17 differs"."""
    kind: Difference = Difference.VALUE

    def __str__(self) -> str:
        return self.text


class Path(NamedTuple):
    """A place in a result: the way back to its root, and the last step in two forms."""

    before: Path | None
    step: str
    safe: str
    """The step without values of the user's."""
    label: str = ""
    """How the first difference calls an item here (`row`); empty: by its index."""

    def down(self, step: str, safe: str | None = None, label: str = "") -> Path:
        return Path(self, step, step if safe is None else safe, label)

    def shown(self, safe: bool = False) -> str:
        steps: list[str] = []
        at: Path | None = self
        while at is not None:
            steps.append(at.safe if safe else at.step)
            at = at.before
        text = "".join(reversed(steps))
        return text if len(text) <= 200 else f"{text[:90]} … {text[-90:]}"


class Differs(Exception):
    """Raised by the walk at the first difference, caught where the walk was started."""

    def __init__(self, path: Path, text: str, place: str, kind: Difference) -> None:
        super().__init__(text)
        self.path = path
        self.text = text
        self.place = place
        self.kind = kind

    def first(self) -> FirstDifference:
        """The result that users see."""
        shown, safe = self.path.shown(), self.path.shown(safe=True)
        return FirstDifference(
            shown, f"`{shown}`: {self.text}", f"`{safe}`: {self.place}", self.kind
        )
