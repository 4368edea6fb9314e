"""One question, from the first request to the answer: simpler ways of asking, retries, an end."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from . import chat_api, responses_api
from .concluding import MAYBE_BILLED, conclusion
from .dialect import Dialect
from .exchange import Answer, Ended, Prompt, Usage
from .failures import Failure, Kind, failure_of
from .retrying import delay
from .streaming import Exchange
from .target import Target
from .tokens import estimate, estimate_prompt
from .troubles import Circumstances, trouble
from .waiting import Patience, Stopped

_LONGEST_TOKEN_BYTES = 16
"""More than a token has on average: where the endpoint takes no limit of tokens, we hold it."""


@dataclasses.dataclass(frozen=True)
class Means:
    """What an asker has at hand. `wall`: seconds since 1970; `chance` draws from [0, 1)."""

    client: Callable[[], Any]
    key: str
    where: str
    wall: Callable[[], float]
    chance: Callable[[], float]


class Asking:
    """`run` once; afterwards `dialect` is the way of asking that was last tried."""

    def __init__(
        self,
        prompt: Prompt,
        target: Target,
        patience: Patience,
        hear: Callable[[int], None],
        means: Means,
        dialect: Dialect,
    ) -> None:
        self.dialect = dialect
        self.understood = False
        """Whether an answer came, so that `dialect` is worth remembering."""
        self._prompt, self._target, self._means = prompt, target, means
        self._patience, self._hear = patience, hear
        self._requests = 0
        self._tries = 0
        """Requests in the present dialect."""

    def run(self) -> Answer:
        while (over := self._patience.over()) is None:
            exchange = self._exchange()
            self._requests += 1
            self._tries += 1
            stopped = exchange.run(self._patience, self._hear)
            failure = failure_of(exchange.error, self._means.key) if exchange.error else None
            if failure is None or stopped or exchange.heard.characters or exchange.heard.finish:
                self.understood = exchange.heard.events > 0
                return self._concluded(exchange, stopped, failure)
            over = self._patience.over()
            if over is Stopped.CANCELLED or (over and failure.kind is Kind.LATE):
                return self._concluded(exchange, over, failure)
            answer = self._next(failure)
            if answer is not None:
                return answer
        return self._unanswered(over)

    def _next(self, failure: Failure) -> Answer | None:
        """Prepare another request, after a wait perhaps; the final answer where there is none."""
        simpler = self.dialect.simpler(failure, self._prompt.schema is not None)
        if simpler is not None:
            self.dialect, self._tries = simpler, 0
            return None
        seconds = delay(failure, self._tries, self._means.wall, self._means.chance)
        if seconds is None or seconds >= self._patience.left:
            return self._failed(failure)
        if (over := self._patience.rest(seconds)) is Stopped.DEADLINE:
            return self._failed(failure)
        return self._unanswered(over) if over is not None else None

    def _exchange(self) -> Exchange:
        api: Any = responses_api if self.dialect.api == "responses" else chat_api
        sent = api.request(self._prompt, self._target.model, self.dialect)
        seconds = max(self._patience.left, 0.001)

        def request() -> Any:
            client = self._means.client()
            if api is responses_api:
                return client.responses.create(**sent, timeout=seconds)
            return client.chat.completions.create(**sent, timeout=seconds)

        most = self._patience.limits.answer_bytes
        if not self.dialect.limited:
            most = min(most, self._prompt.max_output_tokens * _LONGEST_TOKEN_BYTES)
        hear_event = api.hear_event if api is responses_api else api.hear_chunk
        return Exchange(request, hear_event, api.hear_whole, most)

    def _concluded(
        self, exchange: Exchange, stopped: Stopped | None, failure: Failure | None
    ) -> Answer:
        heard = exchange.heard
        where, limits = self._means.where, self._patience.limits
        ended, words = conclusion(heard, stopped, failure, exchange.content_type, where, limits)
        usage = heard.usage
        if usage is None or (heard.characters and not usage.output_tokens):
            written = "".join([*heard.parts, *heard.thoughts, *heard.refusals])
            usage = Usage(estimate_prompt(self._prompt), estimate(written), counted=False)
        text = heard.text[: limits.answer_bytes]
        return self._answer(ended, words, text, usage, model=heard.model)

    def _failed(self, failure: Failure) -> Answer:
        about = Circumstances(
            self._target,
            self._means.where,
            bool(self._means.key),
            self._tries,
            self._patience.left,
            self._means.wall(),
        )
        usage = Usage()
        if failure.kind in (Kind.LOST, Kind.LATE, Kind.REPORTED, Kind.UNREADABLE):
            usage = Usage(estimate_prompt(self._prompt), 0, counted=False)
        words = trouble(failure, about)
        return self._answer(Ended.FAILED, words, usage=usage, fatal=failure.fatal)

    def _unanswered(self, over: Stopped) -> Answer:
        """It was over between two requests, or before the first."""
        why = "on request" if over is Stopped.CANCELLED else "at the deadline"
        if not self._requests:
            return self._answer(Ended.NOT_ASKED, f"Stopped {why}; nothing was sent.")
        return self._answer(Ended.CANCELLED, f"Stopped {why}; {MAYBE_BILLED}.")

    def _answer(
        self,
        ended: Ended,
        words: str,
        text: str = "",
        usage: Usage | None = None,
        *,
        model: str = "",
        fatal: bool = False,
    ) -> Answer:
        return Answer(
            text=text,
            ended=ended,
            usage=usage or Usage(),
            model=model or self._target.model,
            trouble=words,
            fatal=fatal,
            attempts=self._requests,
            seconds=self._patience.spent,
        )
