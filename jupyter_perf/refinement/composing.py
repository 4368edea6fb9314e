"""Parts of rewrites as the search handles them, and candidates made of any choice of parts."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.code import Candidate
from . import serial
from .profile import Profile

Key = tuple[str, int]
"""A rule's name, and the line of the user's source where it applies."""


@dataclass(frozen=True)
class Part:
    """One rule at one place of the source."""

    rule: str
    line: int
    lines: frozenset[int]
    """Lines of the source whose time it may change."""
    gain: float
    """The rule's guess of old over new time of those lines."""

    @property
    def key(self) -> Key:
        return self.rule, self.line


@dataclass(frozen=True)
class Draft:
    """A candidate and the parts that it was made of, in the order of application."""

    candidate: Candidate
    parts: tuple[Part, ...]

    @property
    def keys(self) -> frozenset[Key]:
        return frozenset(part.key for part in self.parts)


@dataclass(frozen=True)
class Choice:
    """Which parts to apply: all that match (or those in `only`), but for those in `without`."""

    only: frozenset[Key] | None = None
    without: frozenset[Key] = frozenset()

    def to_json(self) -> dict[str, Any]:
        return {
            "only": None if self.only is None else sorted(self.only),
            "without": sorted(self.without),
        }


Ask = Callable[[list[Choice]], list[dict[str, Any] | None]]


class Composer:
    """Makes drafts, each choice once; `ask` has them made in the sandbox, several per call."""

    def __init__(self, ask: Ask, profile: Profile) -> None:
        self._ask = ask
        self.profile = profile
        self._made: dict[Choice, Draft | None] = {}

    def make(self, choice: Choice) -> Draft | None:
        """The draft of one choice; None where nothing of it matches."""
        return self.make_all([choice])[0]

    def make_all(self, choices: Sequence[Choice]) -> list[Draft | None]:
        new = [choice for choice in dict.fromkeys(choices) if choice not in self._made]
        if new:
            for choice, data in zip(new, self._ask(new), strict=True):
                self._made[choice] = None if data is None else self._draft(data)
        return [self._made[choice] for choice in choices]

    def share(self, part: Part) -> float:
        """How much of the original's time a part may concern; 1.0 where nothing is known."""
        return self.profile.share(part.lines)

    def alone_share(self, part: Part, parts: Iterable[Part]) -> float:
        """How much of the time is spent where `part` and no other of `parts` changes something;
        0.0 where nothing is known."""
        others = [other.lines for other in parts if other.key != part.key]
        covered = frozenset[int]().union(*others)
        return self.profile.share(part.lines | covered) - self.profile.share(covered)

    def _draft(self, data: dict[str, Any]) -> Draft:
        parts = tuple(
            Part(str(p["rule"]), int(p["line"]), frozenset(p["lines"]), float(p["gain"]))
            for p in data["parts"]
        )
        known = {name: value for name, value in data.items() if name != "parts"}
        candidate = serial.candidate_from_json(known)
        expected = self.profile.gain((part.lines, part.gain) for part in parts)
        return Draft(dataclasses.replace(candidate, expected=expected), parts)
