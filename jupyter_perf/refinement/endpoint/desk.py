"""Passes on what a search asks to a provider, in threads of its own, within the limits.

It lives where the key is: in the kernel, or in the worker of an executor. Nothing is sent before
the ledger has agreed to the most that the call may cost.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from ...errors import PerfError
from .exchange import Answer, Ended, Prompt
from .target import CallLimits, Target

if TYPE_CHECKING:
    from ..providers import Provider
    from .spending import Budget

_MOST_AT_ONCE = 8
_LEAST_SECONDS = 1.0
"""With less left than this, nothing that came could still be judged."""

_HANDING_OVER_SECONDS = 2.0
"""Before the search's end, calls end: what came of them, and what it cost, is still written down.

More than the search leaves itself for judging (`conversation.asking`)."""

_PATIENT_SHARE = 0.5
"""Of the time left: how long a call may wait for money that others hold and may not need."""

Reply = Callable[[Answer], None]


class Desk:
    """Answers questions until it is closed; `deadline` is a time of `time.monotonic`, the search's.

    Replies are called in the desk's threads, one for each question, whatever happens.
    """

    def __init__(
        self,
        target: Target,
        budget: Budget,
        deadline: float,
        provider: Provider | None = None,
    ) -> None:
        self.target = target
        self.budget = budget
        self.heard = 0
        """Characters that have come so far, in all."""
        self._deadline = deadline - _HANDING_OVER_SECONDS
        self._provider = provider
        self._opening = threading.Lock()
        self._counting = threading.Lock()
        self._closed = threading.Event()
        self._pool = ThreadPoolExecutor(_MOST_AT_ONCE, thread_name_prefix="jupyter-perf model")

    def ask(self, prompt: Prompt, reply: Reply) -> None:
        """Have `prompt` answered; returns at once."""
        if self._closed.is_set():
            reply(_unasked("the search has ended"))
            return
        self._pool.submit(self._serve, prompt, reply)

    def close(self) -> None:
        """End the calls that go on; those that wait aren't made."""
        self._closed.set()
        with self._opening:
            provider = self._provider
        if provider is not None:
            provider.close()
        self._pool.shutdown(wait=False, cancel_futures=False)

    def _serve(self, prompt: Prompt, reply: Reply) -> None:
        try:
            answer = self._answer(prompt)
        # The edge of this thread: a provider may be somebody else's code, and the search waits.
        except Exception as error:
            ours = isinstance(error, PerfError)
            words = f"the provider {self.target.provider!r} failed: {type(error).__name__}"
            words = str(error) if ours else words
            answer = Answer(ended=Ended.FAILED, trouble=words, fatal=True)
        reply(answer)

    def _answer(self, prompt: Prompt) -> Answer:
        left = self._deadline - time.monotonic()
        if self._closed.is_set() or left < _LEAST_SECONDS:
            return _unasked("there was no time left for it")
        reserved = self.budget.reserve(prompt, patience=left * _PATIENT_SHARE)
        if isinstance(reserved, str):
            return _unasked(reserved)
        shorter = dataclasses.replace(prompt, max_output_tokens=reserved.max_output_tokens)
        begun, usage = time.monotonic(), None
        try:
            limits = CallLimits(max(_LEAST_SECONDS, self._deadline - begun))
            answer = self._opened().ask(shorter, limits, self._closed, self._counter())
            usage = None if answer.ended is Ended.NOT_ASKED else answer.usage
        finally:
            usd = self.budget.settle(reserved, usage)
        return dataclasses.replace(
            answer,
            usd=None if answer.ended is Ended.NOT_ASKED else usd,
            model=answer.model or self.target.model,
            seconds=time.monotonic() - begun,
        )

    def _opened(self) -> Provider:
        with self._opening:
            if self._provider is None:
                from ..providers import PROVIDERS

                self._provider = PROVIDERS.get(self.target.provider)(self.target)
            return self._provider

    def _counter(self) -> Callable[[int], None]:
        """What a provider tells how many characters of one answer have come."""
        known = 0

        def hear(characters: int) -> None:
            nonlocal known
            with self._counting:
                self.heard += characters - known
            known = characters

        return hear


def _unasked(why: str) -> Answer:
    return Answer(ended=Ended.NOT_ASKED, trouble=why, fatal=True, attempts=0)
