"""Where time and memory go, by line: what users learn anyway, and where a gain can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..sandbox.work import Outcome

_MOST_LINES = 8
_LEAST_SHARE = 0.01
_LEAST_GROWTH_BYTES = 4 << 20
"""Below this, allocators keep or give back what no line has asked for."""
_ENOUGH_SECONDS = 0.05
"""With less CPU time than this seen, a share says little."""


@dataclass(frozen=True)
class Stack:
    """CPU seconds that were spent at `line`, called from (or in) `lines`."""

    line: int
    lines: frozenset[int]
    seconds: float


@dataclass(frozen=True)
class Profile:
    """Samples of one run; empty where none could be taken."""

    stacks: tuple[Stack, ...] = ()
    memory: tuple[tuple[int, int], ...] = ()
    """(line, bytes that the process grew by while it ran), the most of all runs."""

    @classmethod
    def of(cls, outcomes: Iterable[Outcome], code: str) -> Profile:
        """What repetitions of `code` that were run with a profiler have seen together.

        They may say anything: lines that the code hasn't are left out.
        """
        outcomes, known = tuple(outcomes), range(1, code.count("\n") + 2)
        stacks = [
            Stack(line, frozenset(lines), seconds)
            for outcome in outcomes
            for line, lines, seconds in outcome.facts.get("profile") or ()
            if line in known
        ]
        return cls(tuple(stacks), _grown(outcomes, known))

    @property
    def seconds(self) -> float:
        return sum(stack.seconds for stack in self.stacks)

    @property
    def clear(self) -> bool:
        """Whether enough was seen to leave lines alone because of it."""
        return self.seconds >= _ENOUGH_SECONDS

    def top_lines(self) -> tuple[tuple[int, float], ...]:
        """(line, share of the time spent at it), the heaviest first."""
        spent: dict[int, float] = {}
        for stack in self.stacks:
            spent[stack.line] = spent.get(stack.line, 0.0) + stack.seconds
        whole = self.seconds
        shares = [(line, seconds / whole) for line, seconds in spent.items() if whole > 0]
        ordered = sorted(shares, key=lambda item: (-item[1], item[0]))
        return tuple(item for item in ordered[:_MOST_LINES] if item[1] >= _LEAST_SHARE)

    def memory_lines(self) -> tuple[tuple[int, int], ...]:
        """(line, bytes that memory grew by while it ran), the heaviest first."""
        ordered = sorted(self.memory, key=lambda item: (-item[1], item[0]))
        return tuple(item for item in ordered[:_MOST_LINES] if item[1] >= _LEAST_GROWTH_BYTES)

    def share(self, lines: Iterable[int]) -> float:
        """How much of the time is spent at `lines` or below them; 1.0 where nothing is known."""
        whole, wanted = self.seconds, frozenset(lines)
        if whole <= 0:
            return 1.0
        return sum(s.seconds for s in self.stacks if wanted & s.lines) / whole

    def gain(self, parts: Iterable[tuple[Iterable[int], float]]) -> float:
        """Original over new time if each part, (lines, ratio), speeds its lines up by its ratio.

        Amdahl's law; what several parts touch gets the largest of their ratios.
        """
        known = [(frozenset(lines), ratio) for lines, ratio in parts]
        if self.seconds <= 0:
            return max((ratio for _, ratio in known), default=1.0)
        after = 0.0
        for stack in self.stacks:
            ratios = [ratio for lines, ratio in known if lines & stack.lines]
            after += stack.seconds / max(ratios, default=1.0)
        return self.seconds / after


def _grown(outcomes: Iterable[Outcome], known: range) -> tuple[tuple[int, int], ...]:
    """By line, the most that one of the runs saw."""
    most: dict[int, int] = {}
    for outcome in outcomes:
        for line, grown in outcome.facts.get("memory") or ():
            most[line] = max(most.get(line, 0), grown)
    return tuple((line, grown) for line, grown in sorted(most.items()) if line in known)
