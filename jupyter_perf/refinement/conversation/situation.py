"""What is known when something is asked: the evidence, in words that may be sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...core import units
from ..profile import Profile
from .base import Base
from .settings import Settings

if TYPE_CHECKING:
    from ..answers.focus import Focus

_KINDS = {
    "cell": "the code of a notebook cell",
    "function": "a function, with what stands beside it",
    "program": "a program that reads standard input and prints",
}
_MOST_ATTEMPTS = 3
_CONCISE_EXAMPLES = 1
_MOST_ATTEMPT_CHARS = 3000
_LEAST_MEMORY_BYTES = 8 << 20
_MOST_LINE_CHARS = 100


@dataclass(frozen=True)
class Attempt:
    """Code that a model wrote and that doesn't count, with what speaks against it."""

    code: str
    why: str
    """Without a value of the user's, unless values are shared."""
    right: bool = False
    """Whether it gave the same answer: it was too slow, then."""
    language: str = "python"
    """What `code` is written in; empty where that is nothing that could be read."""


@dataclass
class Situation:
    """What the next request can speak of. `code` is the best verified code so far."""

    kind: str
    code: str
    entry: str | None = None
    binds: tuple[str, ...] = ()
    """Names that a rewrite must leave."""
    part: tuple[int, int] | None = None
    """First and last line of the part of `code` that the user wants refined alone."""
    focus: Focus | None = None
    """The part that is shown to be rewritten, where that isn't all."""
    definitions: str = ""
    """The user's own functions that the code calls."""
    inputs: Sequence[str] = ()
    profile: Profile = field(default_factory=Profile)
    memory: Sequence[tuple[int, int]] = ()
    """(line, bytes that resident memory grew by while it ran)."""
    growth: str = ""
    original_seconds: float | None = None
    sampled: bool = False
    """Whether all measurements are of a sample of the user's data."""
    ratio: tuple[float, float, float] | None = None
    """Of the original over `code`, with its interval, where `code` isn't the original."""
    attempts: list[Attempt] = field(default_factory=list)
    critique: tuple[str, ...] = ()
    masked: Callable[[str], str] = str
    """Takes likely secrets out of a text that is to be cut: of half a one nothing would know it."""

    @property
    def base(self) -> Base:
        """What a request shows to be rewritten."""
        if self.focus is None:
            return Base(self.code, self.code, self.binds)
        return Base(self.code, self.focus.code, self.focus.binds, self.focus)

    def values(
        self, settings: Settings, algorithm: str = "", *, concise: bool = False
    ) -> dict[str, str]:
        """What the templates' placeholders stand for."""
        examples = settings.examples[: _CONCISE_EXAMPLES if concise else None]
        return {
            "code": fenced(self.base.text),
            "kind": self._kind(),
            "context": "\n\n".join(fenced(each) for each in self._around() if each),
            "inputs": bullets(self.inputs),
            "profile": bullets(self.time_lines()),
            "memory": bullets(self.memory_lines()),
            "growth": self.growth,
            "measured": bullets(self.measured()),
            "attempts": "\n\n".join(map(self._attempt, self.latest_attempts())),
            "critique": bullets(self.critique),
            "algorithm": algorithm,
            "said": bullets(settings.said),
            "examples": "\n\n".join(_example(example) for example in examples),
            "libraries": ", ".join(("the standard library", *settings.libraries)),
        }

    def improve(self, code: str, ratio: tuple[float, float, float]) -> None:
        """Go on from `code`, verified, which was measured to be faster by `ratio`."""
        if self.part is not None:
            # What follows the part is as it was: counted from the end, its lines are the same.
            first, last = self.part
            last += code.count("\n") - self.code.count("\n")
            self.part = first, max(first, last)
        self.code, self.ratio = code, ratio

    def remember(self, attempt: Attempt) -> None:
        """Make it the latest attempt; one that says the same as another is told once."""
        if attempt in self.attempts:
            self.attempts.remove(attempt)
        self.attempts.append(attempt)

    def latest_attempts(self) -> list[Attempt]:
        return self.attempts[-_MOST_ATTEMPTS:]

    def time_lines(self) -> list[str]:
        """Which lines take the time, the heaviest first, as they are counted in what is shown."""
        told, outside = [], 0.0
        for line, share in self.profile.top_lines():
            if (own := self.base.line(line)) is None:
                outside += share
            else:
                told.append(f"line {own}: {units.percent(share)} of the time{self._quoted(own)}")
        return [*told, f"outside of it: {units.percent(outside)} of the time"] if outside else told

    def memory_lines(self) -> list[str]:
        """Which lines let memory grow, by more than is always so."""
        told = ((self.base.line(line), grown) for line, grown in self.memory)
        return [
            f"line {own}: {units.size(grown)} more{self._quoted(own)}"
            for own, grown in told
            if own is not None and grown >= _LEAST_MEMORY_BYTES
        ]

    def measured(self) -> list[str]:
        """How long it takes, and how much faster it is by now."""
        said = []
        if self.original_seconds is not None:
            took = units.seconds(self.original_seconds)
            on = "a sample of the" if self.sampled else "the"
            said.append(f"The original takes {took} of CPU time on {on} user's data.")
        if self.ratio is not None:
            ratio, interval = units.ratio_and_interval(*self.ratio)
            said.append(
                f"The code above is the best version so far: same answer, {ratio} as fast as the"
                f" original ({interval}). Improve on it."
            )
        return said

    def evidence(self) -> tuple[str, ...]:
        """All of it, a line each: what a record says was fed back."""
        failed = [f"refused: {attempt.why}" for attempt in self.latest_attempts()]
        grown = [self.growth] if self.growth else []
        reviewed = [f"review: {point}" for point in self.critique]
        lines = [*self.measured(), *self.time_lines(), *self.memory_lines(), *grown]
        return (*lines, *failed, *reviewed)

    def _around(self) -> tuple[str, str]:
        return self.definitions, self.focus.context if self.focus is not None else ""

    def _kind(self) -> str:
        whole = (
            f"the function `{self.entry}`, with what stands beside it"
            if self.entry
            else _KINDS[self.kind]
        )
        return f"a part of {whole}" if self.focus is not None else whole

    def _quoted(self, line: int) -> str:
        lines = self.base.text.split("\n")
        text = self.masked(lines[line - 1].strip() if 0 < line <= len(lines) else "")
        short = text if len(text) <= _MOST_LINE_CHARS else text[:_MOST_LINE_CHARS] + "…"
        return f": `{short}`" if text and "`" not in text else ""

    def _attempt(self, attempt: Attempt) -> str:
        code = self.masked(attempt.code)
        if len(code) > _MOST_ATTEMPT_CHARS:
            code = code[:_MOST_ATTEMPT_CHARS] + "\n# … (the rest is left out)"
        if not code.strip():
            return f"An empty answer. {attempt.why}"
        return f"{fenced(code, attempt.language)}\n\n{attempt.why}"


def fenced(code: str, language: str = "python") -> str:
    """`code` in a block of Markdown that nothing in it can end."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * max(3, longest + 1)
    body = code.replace("\r\n", "\n").rstrip("\n")
    return f"{fence}{language}\n{body}\n{fence}"


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _example(example: Mapping[str, str]) -> str:
    tag = example["tag"]
    head = example["title"] + (f" (speed of the new one: {tag})" if tag else "")
    return f"{head}\n\n{fenced(example['slow'])}\n\nbecomes\n\n{fenced(example['fast'])}"
