"""What became of each candidate: outcomes are types, not flags."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.code import Candidate
from ..measure.timing import Timing


@dataclass(frozen=True)
class Evidence:
    """What was compared, with counts; the word "proved" has no place here.

    Level 1: the user's own data. Level 2: `generated` inputs, of which `outside` were skipped
    because the original itself fails on them inside a library. Level 3: the user's tests.
    """

    own: int = 0
    generated: int = 0
    outside: int = 0
    tests: bool = False
    within_tolerance: float = 0.0
    """Largest relative error that was accepted (0: bit for bit)."""
    only_this_data: str = ""
    """The first difference on generated inputs, in words; non-empty demotes the candidate."""
    safe: str = ""
    """The same without a value of the user's: it may be sent to a model, `notes` may not."""
    untried: str = ""
    """Why too few generated inputs were tried to speak of other data; non-empty demotes too."""
    sampled: str = ""
    """What the user's own data was cut down to ("2.5% of `df`"); empty where all of it was used."""
    dropped: tuple[str, ...] = ()
    """Loop variables and the like that the original leaves behind and the candidate doesn't."""
    notes: tuple[str, ...] = ()

    @property
    def general(self) -> bool:
        """False where other data got another answer, or too little of it was tried."""
        return not self.only_this_data and not self.untried

    @property
    def on_this_data_only(self) -> str:
        """Why the answer is known to be the same on the user's own data only; "" where it isn't."""
        return self.only_this_data or self.untried

    @property
    def only_safe(self) -> str:
        """The same without a value of the user's."""
        return self.safe if self.only_this_data else self.untried


@dataclass(frozen=True)
class Verdict:
    """The base of the five outcomes."""

    candidate: Candidate


@dataclass(frozen=True)
class Faster(Verdict):
    """Same answer, and measured faster."""

    evidence: Evidence
    timing: Timing
    first_call: Timing | None = None
    peak_bytes: tuple[int, int] | None = None
    """Peak memory increase of (original, candidate)."""

    @property
    def ratio(self) -> float:
        return self.timing.ratio

    @property
    def interval(self) -> tuple[float, float]:
        return self.timing.interval


NOT_TIMED = "not timed"
"""`timing.decision` where a first impression was enough to turn to something else."""


@dataclass(frozen=True)
class NotFaster(Verdict):
    """Same answer, no gain (or none that this machine could show: `timing.decision`)."""

    evidence: Evidence
    timing: Timing
    first_call: Timing | None = None


@dataclass(frozen=True)
class Different(Verdict):
    """Another answer on the user's own data or tests."""

    difference: str
    level: int = 1
    safe: str = ""
    """The same without a value of the user's: what may be sent to a model."""


@dataclass(frozen=True)
class Failed(Verdict):
    """The candidate raised, was killed or didn't compile, where the original did none of it."""

    why: str
    safe: str = ""
    """The same without a value of the user's; see `Different`."""


@dataclass(frozen=True)
class Unverifiable(Verdict):
    """Nothing can be said: what stands in the way."""

    why: str
    safe: str = ""
    """The same without a value of the user's; see `Different`."""
