"""An inner loop that stays a loop, in which names stand for arrays: what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .places import Place
from .states import State
from .vector import Vector


@dataclass
class Step:
    """One inner loop: its variable in the new code, where it starts, how many rounds it has."""

    variable: str
    start: Place
    size: Place
    lines: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """The user's names → the names of arrays of their values in all outer rounds."""
    masks: list[str] = field(default_factory=list)
    sure: set[str] = field(default_factory=set)
    """Names that each round gives a value."""
    columns: dict[str, Vector] = field(default_factory=dict)
    """Lists that each round appends to → what to."""
    starts: dict[str, State] = field(default_factory=dict)
    """What the names that the loop binds stand for before it."""
    counted: set[str] = field(default_factory=set)
    """Counts that go on from outer round to outer round."""
    partial: set[str] = field(default_factory=set)
    """Names that have a value only where the test holds that is being followed."""
    bound: set[str] = field(default_factory=set)
    """Names that the branch that is being followed gives a value."""
    branches: int = 0
    """How many tests stand around a statement that come out the same in all outer rounds."""

    @property
    def place(self) -> str:
        """The number of the round."""
        if self.start == Place():
            return self.variable
        found = Place(base=self.variable).plus(self.start, -1)
        assert found is not None
        return found.text
