"""What comes of timing one block."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Why(enum.StrEnum):
    """Why a block has no time, in the words that users read."""

    TOO_LONG = "too long to be repeated a dozen times"
    NO_MEMORY_THERE = "reaches for addresses where no memory can be"
    MANY_PAGES = "touches too many pages of memory"
    PROTECTED = "writes to code, or jumps away"
    GENERAL_PROTECTION = "needs privileges, or uses an address that can't be one"
    ILLEGAL = "has an instruction that this processor doesn't know, or refuses"
    ARITHMETIC = "divides by zero, or overflows"
    TRAP = "traps"
    BUS = "reaches for memory that isn't aligned, or isn't there"
    SYSTEM_CALL = "calls the system"
    ENDLESS = "doesn't end"
    UNSTEADY = "took another time whenever it was tried"
    TOO_FAST = "takes no time that can be told"
    DIED = "ended its process"
    NOT_REACHED = "not reached in time"


@dataclass(frozen=True)
class Timed:
    """A block that ran."""

    cycles: float
    """Of the core, per iteration, memory in the first-level cache."""
    spread: float
    """Relative difference of the slowest and the fastest pass that `cycles` is the mean of."""
    pages: int
    """Of memory, that it touched."""


@dataclass(frozen=True)
class Refused:
    """A block without a time."""

    why: Why


Outcome = Timed | Refused
