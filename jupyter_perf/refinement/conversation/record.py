"""What was said to a model and what became of it: kept whole in the record of a run."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...core.secrets import Masker
from ..endpoint.exchange import Answer, Ended, Message, Usage

_UNSENT = Ended.NOT_ASKED


@dataclasses.dataclass(frozen=True)
class Exchange:
    """One request and its answer."""

    round: int
    """From 1."""
    sample: int
    """From 1 within its round and purpose."""
    purpose: str
    """`rewrite`, `critique` or `explore`."""
    prompt: int
    """Index into `Conversation.prompts`: what was sent, secrets masked as they were then."""
    answer: Answer
    outcome: str = ""
    """What became of the code in it, in the user's words; empty where there was none to judge."""
    candidate: str = ""
    """The code that was judged, as the candidate of a verdict has it."""


@dataclasses.dataclass(frozen=True)
class Round:
    """One turn of the loop: what was learned before it, and what it brought."""

    number: int
    feedback: tuple[str, ...] = ()
    """Evidence and critique that the round's prompts held, a line each."""
    tried: int = 0
    right: int = 0
    """Candidates that gave the same answer."""
    best: float | None = None
    """Measured ratio of the best of this round that was verified and faster."""


@dataclasses.dataclass(frozen=True)
class Conversation:
    """All rounds of one run."""

    model: str
    """`provider:model`, as it was asked for."""
    strategy: str = "rewrite"
    prompts_version: str = ""
    replay: bool = False
    """Whether the answers were recorded earlier: nothing was asked of any model."""
    prompts: tuple[tuple[Message, ...], ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    rounds: tuple[Round, ...] = ()
    ended: str = ""
    """Why the loop ended, in the user's words."""
    began: str = ""
    """What it went on from: the original, the best of the rules, or an earlier conversation."""
    said: tuple[str, ...] = ()
    """What the user asked for in words, the latest last."""
    concise: bool = False
    prompt_tokens: tuple[int, int] = (0, 0)
    """Estimated tokens of the first request in the full and in the concise form."""
    prompt_usd: tuple[float, float] | None = None
    """What these tokens cost; None where the model's price isn't known."""

    @property
    def usage(self) -> Usage:
        """Tokens of all exchanges."""
        used = [exchange.answer.usage for exchange in self.exchanges]
        return Usage(
            sum(each.input_tokens for each in used),
            sum(each.output_tokens for each in used),
            all(each.counted for each in used),
        )

    @property
    def usd(self) -> float | None:
        """Money for all exchanges; None where a price isn't known."""
        costs = [exchange.answer.usd for exchange in self._sent]
        return None if None in costs else sum(cost for cost in costs if cost is not None)

    @property
    def calls(self) -> int:
        """Requests that were sent."""
        return len(self._sent)

    @property
    def _sent(self) -> list[Exchange]:
        return [e for e in self.exchanges if e.answer.attempts and e.answer.ended is not _UNSENT]

    @property
    def troubles(self) -> tuple[str, ...]:
        """What went wrong with the endpoint, each thing once."""
        said = (exchange.answer.trouble for exchange in self.exchanges)
        return tuple(dict.fromkeys(trouble for trouble in said if trouble))

    def save(self, path: str | Path) -> None:
        """Write it to a file that `--model replay:FILE` answers from.

        It holds what was sent and what came, likely secrets masked, and not what became of it:
        that would tell values, and a replay finds out anew. Raises FileExistsError.
        """
        exchanges = tuple(
            dataclasses.replace(each, outcome="", candidate="") for each in self.exchanges
        )
        text = json.dumps(dataclasses.replace(self, exchanges=exchanges).to_json())
        data = Masker().data(json.loads(text))
        with Path(path).open("x", encoding="utf-8") as file:
            json.dump(data, file, indent=1)

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Conversation:
        """Raises ValueError on anything that `to_json` doesn't write."""
        try:
            fields = dict(data)
            fields["prompts"] = tuple(
                tuple(Message(**message) for message in prompt) for prompt in data["prompts"]
            )
            fields["exchanges"] = tuple(
                Exchange(**{**each, "answer": Answer.from_json(each["answer"])})
                for each in data["exchanges"]
            )
            fields["rounds"] = tuple(
                Round(**{**each, "feedback": tuple(each["feedback"])}) for each in data["rounds"]
            )
            fields["said"] = tuple(data["said"])
            full, concise = data["prompt_tokens"]
            fields["prompt_tokens"] = (int(full), int(concise))
            if (usd := data.get("prompt_usd")) is not None:
                fields["prompt_usd"] = (float(usd[0]), float(usd[1]))
            return cls(**fields)
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a conversation: {error}") from error
