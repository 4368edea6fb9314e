"""Asking the provider `openai` of the test server, with a clock that only waiting moves."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from endpoint.server import EndpointServer

from jupyter_perf.refinement.endpoint.exchange import Answer, Message, Prompt
from jupyter_perf.refinement.endpoint.target import CallLimits, Target
from jupyter_perf.refinement.providers.openai import OpenAI

KEY = "sk-this0is1no2key3of4anybody5"
PROMPT = Prompt(
    (Message("system", "You are brief."), Message("user", "Schneller, bitte: naïve π 🎉")),
    "rewrite",
    temperature=0.2,
)
SCHEMA = {
    "type": "object",
    "properties": {"code": {"type": "string"}},
    "required": ["code"],
    "additionalProperties": False,
}
STRUCTURED = Prompt(PROMPT.messages, "critique", schema=SCHEMA)
AT = 1_767_225_600.0
"""The wall clock: the first second of 2026, in UTC."""


class Time:
    """Waits without waiting; `rested` is how long it would have been."""

    def __init__(self) -> None:
        self.rested = 0.0

    def clock(self) -> float:
        return time.monotonic() + self.rested

    def wait(self, _event: threading.Event, seconds: float) -> None:
        self.rested += seconds


@contextlib.contextmanager
def provider(
    server: EndpointServer | str, model: str = "ok", *, api: str = "chat", clock: Time | None = None
) -> Iterator[OpenAI]:
    """A provider that never sleeps, closed at the end; its connections and threads end with it."""
    ours = clock or Time()
    url = server if isinstance(server, str) else server.url
    made = OpenAI(
        Target("openai", model, url, api=api),
        clock=ours.clock,
        wall=lambda: AT,
        wait=ours.wait,
        chance=lambda: 0.0,
    )
    try:
        yield made
    finally:
        made.close()


def ask(
    made: OpenAI,
    prompt: Prompt = PROMPT,
    *,
    seconds: float = 60.0,
    answer_bytes: int = 2_000_000,
    cancelled: threading.Event | None = None,
    hear: Callable[[int], Any] = lambda _characters: None,
) -> Answer:
    return made.ask(prompt, CallLimits(seconds, answer_bytes), cancelled or threading.Event(), hear)


def readers() -> list[threading.Thread]:
    """Threads that still read answers."""
    return [each for each in threading.enumerate() if each.name == "jupyter-perf answer"]


def no_reader_stays() -> None:
    for each in readers():
        each.join(5)
    assert not readers()
