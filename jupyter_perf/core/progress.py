"""What long work says of itself while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Progress:
    """One report: what is being done, how far, what is left, and what was found so far."""

    stage: str
    """A short phrase in the user's words ("timing `iterrows-to-columns`")."""
    done: float | None = None
    """Fraction of the whole, 0 to 1; None where it can't be known."""
    elapsed_seconds: float = 0.0
    left_seconds: float | None = None
    """Upper bound on what is left (the rest of the budget), or None."""
    best: tuple[float, float, float] | None = None
    """Best verified ratio so far, with the ends of its interval."""
    partial: Any = None
    """The result so far, where there is a new one to show."""


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """The report of a caller who doesn't want to hear any."""
