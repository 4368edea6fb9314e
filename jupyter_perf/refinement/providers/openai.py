"""Any endpoint that speaks OpenAI's chat completions or Responses API."""

from __future__ import annotations

import contextlib
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from ...errors import UsageError
from ..endpoint.addresses import OPENAI, checked
from ..endpoint.asking import Asking, Means
from ..endpoint.dialect import Dialect, own_of_openai
from ..endpoint.exchange import Answer, Ended, Prompt
from ..endpoint.listing import listed
from ..endpoint.staying import detour, without_redirects
from ..endpoint.target import CallLimits, Target
from ..endpoint.waiting import Patience
from ..endpoint.watching import HEADERS, watched
from ..endpoint.wording import place
from . import PROVIDERS

_PLACEHOLDER_KEY = "none"
"""Sent where there is no key: servers on one's own machine rarely ask for one, the package does."""


@PROVIDERS.register("openai")
class OpenAI:
    """One endpoint and model. What the endpoint turned out not to understand is remembered.

    `clock` and `wall` tell seconds (since whenever, since 1970), `wait(event, seconds)` waits for
    an event, `chance` draws from [0, 1).
    """

    def __init__(
        self,
        target: Target,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        wait: Callable[[threading.Event, float], object] = threading.Event.wait,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.target = target
        self._base_url = target.base_url or OPENAI
        self._is_own = own_of_openai(self._base_url)
        self._clock, self._wall, self._wait, self._chance = clock, wall, wait, chance
        self._key = os.environ.get(target.api_key_env, "").strip()
        self._opening = threading.Lock()
        self._client: Any = None
        self._calls = 0
        self._closed = threading.Event()
        responses = target.api == "responses" or (target.api == "auto" and self._is_own)
        self._dialect = Dialect(api="responses" if responses else "chat", unstored=self._is_own)

    def ask(
        self,
        prompt: Prompt,
        limits: CallLimits,
        cancelled: threading.Event,
        hear: Callable[[int], None],
    ) -> Answer:
        """The answer; see `Provider`. `hear` is told of reasoning too: it is what takes long."""
        if why := self._unusable():
            return Answer(ended=Ended.FAILED, trouble=why, fatal=True, attempts=0)
        patience = Patience(limits, cancelled, self._closed, self._clock, self._wait)
        means = Means(self._opened, self._key, self._where, self._wall, self._chance)
        asking = Asking(prompt, self.target, patience, hear, means, self._dialect)
        with self._in_use():
            answer = asking.run()
        if asking.understood:
            self._dialect = asking.dialect
        return answer

    def models(self, seconds: float) -> list[str]:
        """Ids of what it offers, sorted. Raises UsageError with what to do."""
        if why := self._unusable():
            raise UsageError(why)
        patience = Patience(
            CallLimits(seconds), threading.Event(), self._closed, self._clock, self._wait
        )
        means = Means(self._opened, self._key, self._where, self._wall, self._chance)
        with self._in_use():
            return listed(self.target, patience, means)

    def close(self) -> None:
        """End connections; calls that go on end as cancelled, and so does every later one."""
        self._closed.set()
        with self._in_use():
            pass  # whoever uses it last closes the client

    @contextlib.contextmanager
    def _in_use(self) -> Iterator[None]:
        """Keep the client open meanwhile.

        Calls that go on end their connections themselves. Were these closed before, the threads
        that read from them wouldn't notice, and wait until their reads time out.
        """
        with self._opening:
            self._calls += 1
        try:
            yield
        finally:
            with self._opening:
                self._calls -= 1
                if self._closed.is_set() and not self._calls and self._client is not None:
                    self._client.close()
                    self._client = None

    @property
    def _where(self) -> str:
        return place(self._base_url)

    def _opened(self) -> Any:
        """The client: one for all threads. Importing its package takes most of a second."""
        with self._opening:
            if self._closed.is_set():
                raise RuntimeError("the provider is closed")  # ends as cancelled
            if self._client is None:
                import openai

                # The base URL is always given: the package would take it from the environment.
                client = openai.OpenAI(
                    api_key=self._key or _PLACEHOLDER_KEY,
                    base_url=self._base_url,
                    max_retries=0,
                    default_headers=HEADERS,
                )
                self._client = watched(without_redirects(client))
            return self._client

    def _unusable(self) -> str:
        """Why nothing can be sent, and what to do; empty where something can."""
        env = self.target.api_key_env
        if not self._key and self._is_own:
            return (
                f"{self._where} needs a key, and the environment variable {env} isn't set; nothing "
                f"was sent. Run `export {env}=…` in the shell that starts Jupyter, or in a cell "
                f"`import os, getpass; os.environ[{env!r}] = getpass.getpass()`; another variable "
                "is named by --api-key-env."
            )
        if not (self._key.isascii() and self._key.isprintable()):
            return (
                f"The key in {env} holds characters that no key has; nothing was sent. Check for "
                "line breaks and quotes that came along when it was copied."
            )
        try:
            checked(self._base_url)
        except UsageError as error:
            return f"Nothing was sent: {error}."
        return detour(self._base_url)
