"""How a conversation is to be led: plain data that the kernel hands to the search."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ...errors import UsageError

STRATEGIES = ("rewrite", "explore", "edit")
_MOST_ROUNDS, _MOST_SAMPLES = 20, 16
_MOST_SAID_CHARS = 4000


@dataclasses.dataclass(frozen=True)
class Settings:
    """Raises UsageError where values make no sense."""

    model: str
    """`provider:model`."""
    replay: bool = False
    rounds: int = 3
    samples: int = 4
    strategy: str = "rewrite"
    """`rewrite`; `explore`: algorithms first; `edit`: small precise changes."""
    said: tuple[str, ...] = ()
    """What the user asked for in words, the latest last."""
    concise: bool = False
    share_values: bool = False
    context_tokens: int = 16_000
    """What a request and its answer may hold together."""
    answer_tokens: int = 8192
    usd_per_token: float | None = None
    """Of what is sent; None where it isn't known."""
    part: tuple[int, int] | None = None
    """First and last line of the part that is to be refined alone."""
    start: str = ""
    """Code to go on from, found and verified in an earlier conversation; empty: the source."""
    unsafe: bool = False
    """Whether to run a model's code where nothing isolates it."""
    templates: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Prompt templates by name, those of both forms; `prompts` reads them."""
    prompts_version: str = ""
    libraries: tuple[str, ...] = ()
    """What a rewrite may import beside the standard library."""
    examples: tuple[Mapping[str, Any], ...] = ()
    """Verified edits like this one, the most similar first: `slow`, `fast`, `tag`, `title`."""

    def __post_init__(self) -> None:
        if self.strategy not in STRATEGIES:
            raise UsageError(f"no strategy {self.strategy!r}: there is {', '.join(STRATEGIES)}")
        _check_count("rounds", self.rounds, _MOST_ROUNDS)
        _check_count("samples", self.samples, _MOST_SAMPLES)
        if sum(map(len, self.said)) > _MOST_SAID_CHARS:
            raise UsageError(f"what is said to the model is longer than {_MOST_SAID_CHARS} letters")

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Settings:
        fields = dict(data)
        for name in ("said", "examples", "libraries"):
            fields[name] = tuple(fields[name])
        if fields["part"] is not None:
            first, last = fields["part"]
            fields["part"] = (int(first), int(last))
        return cls(**fields)


def _check_count(name: str, value: object, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise UsageError(f"{name} is a whole number from 1 to {most}, not {value!r}")
