"""Where a pipeline runs best, and what each part of it takes: plain data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...core.ranges import Range
from ...core.results import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclasses.dataclass(frozen=True)
class Step:
    """One function at its place, with what it takes to get and to leave its data."""

    function: str
    place: str
    seconds: Range
    terms: Mapping[str, Range]
    """Seconds by term: `read`, `copy`, `compute`, `write`, `stack`, `cold`; they sum to
    `seconds`."""
    joules: Range | None
    usd_per_million: Range | None


@dataclasses.dataclass(frozen=True)
class Alternative:
    """All functions at one place, against the placement that was chosen."""

    place: str
    seconds: Range
    joules: Range | None
    usd_per_million: Range | None
    slower: Range | None
    """Its latency over the chosen one's. What both share cancels out. None where the chosen one
    takes none."""
    more_joules: Range | None
    dearer: Range | None
    terms: Mapping[str, Range] = dataclasses.field(default_factory=dict)
    """Seconds by term, of all functions; empty where it was kept before they were."""


@dataclasses.dataclass(frozen=True)
class Placement(Result):
    """A pipeline's functions at places. Ranges are 80% intervals, of one invocation."""

    objective: str
    steps: tuple[Step, ...]
    seconds: Range
    joules: Range | None
    """None where the power of a place isn't known: `reasons` says of which."""
    usd_per_million: Range | None
    """US dollars for a million invocations; None where a price isn't known."""
    terms: Mapping[str, Range]
    """Seconds by term, of all functions."""
    alternatives: tuple[Alternative, ...]
    storage: str
    limit_s: float | None = None
    cold_share: float = 0.0
    reason: str | None = None
    """Why no assignment meets the limit, where none does; the fastest is shown then."""
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Place, or `place: function` → why it was left out; a quantity → why it isn't known."""
    assumptions: tuple[str, ...] = ()

    @property
    def chosen(self) -> dict[str, str]:
        """Function → place. Of functions with one name the last one's."""
        return {step.function: step.place for step in self.steps}

    @property
    def places(self) -> tuple[str, ...]:
        """Of each function in turn."""
        return tuple(step.place for step in self.steps)

    @property
    def bound(self) -> str:
        """The term that takes most of the latency."""
        return max(self.terms, key=lambda term: self.terms[term].value)

    def to_frame(self) -> pd.DataFrame:
        """One row a function: its place, seconds by term, joules, dollars."""
        import pandas as pd

        rows = []
        for step in self.steps:
            row: dict[str, object] = {"function": step.function, "place": step.place}
            row |= {f"{term}_s": step.terms[term].value for term in step.terms}
            for name in ("seconds", "joules", "usd_per_million"):
                given = getattr(step, name)
                for end in ("value", "low", "high"):
                    column = name if end == "value" else f"{name}_{end}"
                    row[column] = float("nan") if given is None else getattr(given, end)
            rows.append(row)
        return pd.DataFrame(rows)
