"""Answers from a recorded conversation: for tests and demos, with nothing asked of any model.

`--model replay:FILE` takes a file that `Conversation.save` wrote, or the JSON of a whole result.
Answers are found by where they stood: what they are for, round and sample. What was asked then may
have differed in its measurements; whether the code in them is right and fast is found out here and
now, as for any other answer. Wherever it shows, it is called a replay.
"""

from __future__ import annotations

import dataclasses
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ...errors import UsageError
from ..conversation.record import Conversation, Exchange
from ..endpoint.exchange import Answer, Ended, Prompt
from ..endpoint.target import CallLimits, Target
from . import PROVIDERS

_MOST_BYTES = 50_000_000
_Place = tuple[str, int, int]


@PROVIDERS.register("replay")
class Replay:
    """One recording, read when the first answer is asked for."""

    def __init__(self, target: Target) -> None:
        self._file = Path(target.model).expanduser()
        self._reading = threading.Lock()
        self._answers: dict[_Place, Answer] | None = None

    def ask(
        self,
        prompt: Prompt,
        limits: CallLimits,
        cancelled: threading.Event,
        hear: Callable[[int], None],
    ) -> Answer:
        """The recorded answer; raises UsageError where the file can't be understood."""
        place = prompt.purpose, prompt.round, prompt.sample
        found = self._recorded().get(place)
        if found is None:
            what = f"{prompt.purpose} of round {prompt.round}, sample {prompt.sample}"
            trouble = f"the recording {self._file.name} has no answer for this: {what}"
            return Answer(ended=Ended.FAILED, trouble=trouble)
        hear(len(found.text))
        return dataclasses.replace(found, usd=0.0)

    def models(self, seconds: float) -> list[str]:
        """The recording is all there is."""
        return [str(self._file)] if self._file.is_file() else []

    def close(self) -> None:
        """Nothing is open."""

    def _recorded(self) -> dict[_Place, Answer]:
        with self._reading:
            if self._answers is None:
                self._answers = {_place(each): each.answer for each in recorded(self._file)}
            return self._answers


def recorded(file: Path) -> Iterator[Exchange]:
    """The exchanges in `file`, without those that weren't answered. Raises UsageError."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{file}: a recording is smaller than {_MOST_BYTES:,} bytes")
        data: Any = json.loads(file.read_text("utf-8"))
        if isinstance(data, dict) and isinstance(data.get("conversation"), dict):
            data = data["conversation"]
        if not isinstance(data, dict):
            raise ValueError("not a conversation")
        conversation = Conversation.from_json(data)
    except (OSError, ValueError) as error:
        raise UsageError(f"--model replay:{file}: {error}") from None
    skipped = (Ended.NOT_ASKED, Ended.CANCELLED)
    yield from (each for each in conversation.exchanges if each.answer.ended not in skipped)


def _place(exchange: Exchange) -> _Place:
    return exchange.purpose, exchange.round, exchange.sample
