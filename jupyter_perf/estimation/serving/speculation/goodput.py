"""Tokens a second that speculation brings at a batch, and the length that brings most of them.

    goodput(k) = batch · E(k) / (T_draft(k) + T_verify(k))

E: tokens that a step brings each request (`acceptance`), T: `times`. Length 0, no speculation, is
always among those compared. Source: Liu et al., SmartSpec, 2024, arXiv 2406.14066, section 4.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .acceptance import Chain, Drafted, Method
from .checking import amount, whole
from .record import Record
from .times import Mix, Times

LONGEST_TRIED = 16
"""Tokens, where nothing else is said."""
Drafting = Callable[[float], Method]
"""A way of proposing, by its acceptance: `Chain`, `Tree.alike`, `partial(Lookup, match=0.5)`."""


@dataclass(frozen=True)
class Goodput(Record):
    """One step of a batch, on average."""

    length: int
    batch: float
    expected: float
    """Tokens that a step brings each request, the bonus token included."""
    draft_seconds: float
    verify_seconds: float

    @property
    def seconds(self) -> float:
        return self.draft_seconds + self.verify_seconds

    @property
    def tokens_per_s(self) -> float:
        """Of all requests together."""
        return self.batch * self.expected / self.seconds

    @property
    def token_seconds(self) -> float:
        """From one token of a request to its next."""
        return self.seconds / self.expected


@dataclass(frozen=True)
class Best(Record):
    """The length that brings most tokens a second; where several do, the shortest."""

    steps: tuple[Goodput, ...]
    """Of length 0, 1, …"""

    @property
    def step(self) -> Goodput:
        return max(self.steps, key=lambda each: (each.tokens_per_s, -each.length))

    @property
    def length(self) -> int:
        return self.step.length

    @property
    def speed_up(self) -> float:
        """Tokens a second against those without speculation; 1 where that is best."""
        return self.step.tokens_per_s / self.steps[0].tokens_per_s


def goodput(
    length: int,
    batch: float,
    acceptance: float,
    context: float,
    times: Times,
    drafting: Drafting = Chain,
) -> Goodput:
    """Of `batch` requests with `context` tokens cached each and `length` drafted in each step.

    Raises UsageError for an acceptance that is no share, a length that isn't whole, no batch, or
    negative figures.
    """
    return of(drafting(acceptance).drafted(length), batch, context, times)


def best(
    batch: float,
    acceptance: float,
    context: float,
    times: Times,
    longest: int = LONGEST_TRIED,
    drafting: Drafting = Chain,
) -> Best:
    """Over lengths from 0 to `longest`. Raises as `goodput`."""
    method = drafting(acceptance)
    lengths = range(whole("longest", longest) + 1)
    return Best(tuple(of(method.drafted(each), batch, context, times) for each in lengths))


def of(drafted: Drafted, batch: float, context: float, times: Times) -> Goodput:
    """What `drafted` brings. Raises UsageError for no batch or a negative context."""
    count = amount("batch", batch, "requests", zero=False)
    mix = Mix(count, amount("context", context, "tokens of each request"))
    return Goodput(
        drafted.length,
        count,
        drafted.expected,
        float(times.drafting(drafted, mix)),
        float(times.verifying(drafted, mix)),
    )
