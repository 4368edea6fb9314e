"""What this kernel refined last: `%refine_more` goes on from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..refinement.result import Refinement
    from .options import RefineOptions


@dataclass(frozen=True)
class Lately:
    """One refinement of a cell: its text, its id, how it was asked for, and what was found."""

    source: str
    cell: str | None
    options: RefineOptions
    found: Refinement


_latest: Lately | None = None


def remember(latest: Lately) -> None:
    """Make it the latest of this kernel."""
    global _latest
    _latest = latest


def latest() -> Lately | None:
    """The latest, or None where nothing was refined here yet."""
    return _latest
