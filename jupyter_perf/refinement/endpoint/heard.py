"""What has come of one answer so far, whatever the endpoint's manner of sending it.

Endpoints that call themselves compatible leave out, misname and nest things, so nothing here relies
on a shape: `field` reads from objects and mappings alike, and what isn't of the right type counts
as absent.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from .exchange import Usage
from .wording import shown

_MOST_TOKENS = 1_000_000_000
"""Of one answer: what counts more is a mistake, or would break whoever adds it up."""


@dataclasses.dataclass
class Heard:
    """Written by the thread that reads, read by the one that waits.

    Single attributes are replaced or appended to, so no lock is needed: what is read may be a
    moment old and is never torn.
    """

    parts: list[str] = dataclasses.field(default_factory=list)
    """The answer's text, in pieces."""
    thoughts: list[str] = dataclasses.field(default_factory=list)
    """Reasoning: no part of the answer, but written and paid for."""
    refusals: list[str] = dataclasses.field(default_factory=list)
    characters: int = 0
    """Of text and reasoning: what a user sees growing."""
    size_bytes: int = 0
    finish: str = ""
    """The reason to end, as the endpoint names it, in lower case; empty while there is none."""
    usage: Usage | None = None
    model: str = ""
    called_tool: bool = False
    events: int = 0
    """Pieces that came at all, whatever they held."""

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add_text(self, piece: object) -> None:
        self._add(self.parts, piece)

    def add_thought(self, piece: object) -> None:
        self._add(self.thoughts, piece)

    def add_refusal(self, piece: object) -> None:
        self._add(self.refusals, piece)

    def end(self, reason: object) -> None:
        if isinstance(reason, str) and reason:
            self.finish = reason.lower()

    def name(self, model: object) -> None:
        if isinstance(model, str) and model:
            self.model = shown(model, limit=200)

    def count(self, usage: object, sent: str, received: str) -> None:
        """Take over `usage`, whose fields are called `sent` and `received`; the last one stays."""
        tokens = field(usage, sent), field(usage, received)
        if all(type(each) is int and 0 <= each <= _MOST_TOKENS for each in tokens):
            self.usage = Usage(*tokens)

    def _add(self, pieces: list[str], piece: object) -> None:
        if isinstance(piece, str) and piece:
            pieces.append(piece)
            self.characters += len(piece)
            self.size_bytes += len(piece.encode("utf-8", "surrogatepass"))


def field(thing: object, name: str) -> Any:
    """The attribute or entry `name` of `thing`, or None where it has none."""
    if isinstance(thing, Mapping):
        return thing.get(name)
    return getattr(thing, name, None)


def first(things: object) -> Any:
    """The first of a list, or None: `choices` may be None, empty, or no list at all."""
    return things[0] if isinstance(things, list | tuple) and things else None
