"""What is asked of a model and what comes back: plain data that crosses between processes."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class Message:
    """One message of a chat."""

    role: str
    """`system`, `user` or `assistant`."""
    content: str


@dataclasses.dataclass(frozen=True)
class Prompt:
    """One request, whole: nothing is added to what stands here."""

    messages: tuple[Message, ...]
    purpose: str
    """What it is for, in one word: `rewrite`, `repair`, `critique`, `explore`."""
    schema: Mapping[str, Any] | None = None
    """JSON schema of an object that the answer should follow; None asks for text."""
    temperature: float | None = None
    max_output_tokens: int = 8192
    round: int = 1
    """Where it stands in its conversation; nothing of this is sent."""
    sample: int = 1

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Prompt:
        messages = tuple(Message(**message) for message in data["messages"])
        return cls(**{**data, "messages": messages})


class Ended(enum.StrEnum):
    """How an answer ended."""

    STOP = "stop"
    """The model came to its end: the only ending after which the whole text counts."""
    LENGTH = "length"
    """The model was cut off by its limit of tokens; what came may be trimmed to what is whole."""
    TRUNCATED = "truncated"
    """The connection ended early, or nothing said that the answer was complete."""
    REFUSED = "refused"
    """The model, or a filter before it, declined."""
    CANCELLED = "cancelled"
    """We stopped it: the user, the budget, or the answer grew past all use."""
    FAILED = "failed"
    """There is no answer: `trouble` says why."""
    NOT_ASKED = "not asked"
    """A limit on money, tokens or time forbade the call: nothing was sent."""


@dataclasses.dataclass(frozen=True)
class Usage:
    """Tokens of one exchange."""

    input_tokens: int = 0
    output_tokens: int = 0
    counted: bool = True
    """False where the endpoint didn't say and the numbers are estimated from the texts."""


@dataclasses.dataclass(frozen=True)
class Answer:
    """What became of one request. Never an exception: endpoints fail, searches go on."""

    text: str = ""
    ended: Ended = Ended.STOP
    usage: Usage = Usage()
    usd: float | None = None
    """What it cost; None where the model's price isn't known."""
    model: str = ""
    """The model by its own account, where the endpoint says; else as it was asked for."""
    trouble: str = ""
    """What went wrong, whether money was spent, and what to do: one or two sentences."""
    fatal: bool = False
    """Whether asking again would be no use: a wrong key, no such model, no money left."""
    attempts: int = 1
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Answer:
        return cls(**{**data, "ended": Ended(data["ended"]), "usage": Usage(**data["usage"])})
