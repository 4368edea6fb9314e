"""Questions on their way out and answers on their way in, with all that is kept of them.

Likely secrets are taken out of everything that is sent, each under the same placeholder, and put
back into the code that comes.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Protocol

from ...core.secrets import Masker
from ..endpoint.exchange import Answer, Ended, Message, Prompt, Usage
from ..endpoint.tokens import estimate_prompt
from .record import Exchange

_LEAST_SECONDS = 1.5
"""An answer that comes when less is left can't be judged any more."""


class Asks(Protocol):
    """The part of the supervisor's context that is needed here."""

    def ask(self, question: dict[str, Any]) -> int: ...

    def answer(self, seconds: float) -> tuple[int, dict[str, Any]] | None: ...

    def left(self) -> float: ...


class Asking:
    """Sends questions and hands out answers as they come; keeps all of it."""

    def __init__(self, context: Asks) -> None:
        self._context = context
        self._open: dict[int, Prompt] = {}
        # Not the label under which a record hides secrets: it puts its own back when it is read.
        self._masker = Masker("hidden secret")
        self.prompts: list[tuple[Message, ...]] = []
        self.exchanges: list[Exchange] = []
        self.hopeless = ""
        """Why there is no use in asking again, once an answer said so."""

    @property
    def waiting(self) -> int:
        """How many answers are still to come."""
        return len(self._open)

    def ask(self, prompt: Prompt) -> None:
        """Send it, and go on."""
        messages = tuple(
            Message(message.role, self._masker.text(message.content)) for message in prompt.messages
        )
        prompt = dataclasses.replace(prompt, messages=messages)
        number = self._context.ask({"prompt": prompt.to_json()})
        self._open[number] = prompt

    def next(self, *, wait: bool) -> tuple[Prompt, Answer, int] | None:
        """The next answer, with its place in `exchanges`; None where none has come (or, where
        `wait`, none came in time).

        Secrets are put back into its text.
        """
        while self._open:
            came = self._context.answer(self._patience() if wait else 0.0)
            if came is None:
                return None
            if came[0] in self._open:  # a second answer to one question says nothing
                return self._received(*came)
        return None

    def _patience(self) -> float:
        return max(0.0, self._context.left() - _LEAST_SECONDS)

    def _received(self, number: int, data: dict[str, Any]) -> tuple[Prompt, Answer, int]:
        prompt, answer = self._open.pop(number), Answer.from_json(data)
        if answer.fatal:
            self.hopeless = answer.trouble
        place = self._keep(prompt, answer)
        restored = self._masker.restored(answer.text)
        return prompt, dataclasses.replace(answer, text=restored), place

    def settle(self, place: int, outcome: str, candidate: str = "") -> None:
        """Write down what became of an answer."""
        self.exchanges[place] = dataclasses.replace(
            self.exchanges[place], outcome=outcome, candidate=candidate
        )

    def abandon(self, usd_per_token: float | None) -> None:
        """Write down what was sent and isn't judged any more: what has come, and what hasn't,
        which may be charged all the same."""
        while (came := self.next(wait=False)) is not None:
            self.settle(came[2], came[1].trouble or "it came too late to be judged")
        for prompt in self._open.values():
            usage = Usage(estimate_prompt(prompt), 0, counted=False)
            usd = None if usd_per_token is None else usage.input_tokens * usd_per_token
            trouble = "the search ended before an answer came; it may be charged all the same"
            answer = Answer(ended=Ended.CANCELLED, usage=usage, usd=usd, trouble=trouble)
            self._keep(prompt, answer)
        self._open.clear()

    def masked(self, text: str) -> str:
        """`text` as it would be sent: for those who cut it, as half a secret isn't recognised."""
        return self._masker.text(text)

    def _keep(self, prompt: Prompt, answer: Answer) -> int:
        messages = prompt.messages
        if messages not in self.prompts:
            self.prompts.append(messages)
        index = self.prompts.index(messages)
        self.exchanges.append(Exchange(prompt.round, prompt.sample, prompt.purpose, index, answer))
        return len(self.exchanges) - 1
