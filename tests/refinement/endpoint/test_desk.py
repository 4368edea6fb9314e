"""The desk: every question gets one answer, in time, whatever its provider does."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from endpoint.asked import PROMPT

from jupyter_perf.errors import UsageError
from jupyter_perf.refinement.endpoint.desk import Desk
from jupyter_perf.refinement.endpoint.exchange import Answer, Ended, Prompt, Usage
from jupyter_perf.refinement.endpoint.spending import Budget
from jupyter_perf.refinement.endpoint.target import CallLimits, Target

SOON_SECONDS = 5.0


class Provider:
    """Answers as `does` says."""

    def __init__(self, does: Callable[[CallLimits], Answer]) -> None:
        self.does = does
        self.closed = threading.Event()

    def ask(self, prompt: Prompt, limits: CallLimits, *_others: Any) -> Answer:
        return self.does(limits)

    def models(self, seconds: float) -> list[str]:
        return []

    def close(self) -> None:
        self.closed.set()


def opened(provider: Provider, seconds: float = 60.0) -> Desk:
    budget = Budget(None, None, None)
    return Desk(Target("openai", "m"), budget, time.monotonic() + seconds, provider)


def asked(desk: Desk, times: int = 1) -> list[Answer]:
    came: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    for _ in range(times):
        desk.ask(PROMPT, came.put)
    return [came.get(timeout=SOON_SECONDS) for _ in range(times)]


def test_what_is_still_coming_at_the_end_is_handed_over_before_it() -> None:
    """Or the search would have ended, and nobody would know of it and of what it cost."""
    limits: list[CallLimits] = []
    desk = opened(Provider(lambda given: limits.append(given) or Answer()), 30.0)
    asked(desk)
    desk.close()
    assert 27.0 < limits[0].seconds <= 28.0


def test_with_too_little_time_nothing_is_asked() -> None:
    desk = opened(Provider(lambda _limits: pytest.fail("it was asked")), 2.5)
    (answer,) = asked(desk)
    desk.close()
    assert (answer.ended, answer.usd) == (Ended.NOT_ASKED, None)
    assert "no time left" in answer.trouble


def test_a_provider_that_fails_answers_without_its_words() -> None:
    def fail(_limits: CallLimits) -> Answer:
        raise ValueError("the key is sk-this0is1no2key3of4anybody5")

    desk = opened(Provider(fail))
    (answer,) = asked(desk)
    desk.close()
    assert (answer.ended, answer.fatal) == (Ended.FAILED, True)
    assert answer.trouble == "the provider 'openai' failed: ValueError"


def test_one_of_our_errors_is_told_as_it_is() -> None:
    def fail(_limits: CallLimits) -> Answer:
        raise UsageError("give another file")

    desk = opened(Provider(fail))
    (answer,) = asked(desk)
    desk.close()
    assert (answer.fatal, answer.trouble) == (True, "give another file")


def test_many_at_once_each_get_their_answer() -> None:
    gate = threading.Barrier(4)

    def together(_limits: CallLimits) -> Answer:
        gate.wait(SOON_SECONDS)
        return Answer(text="x", usage=Usage(1, 2))

    desk = opened(Provider(together))
    answers = asked(desk, 4)
    desk.close()
    assert [answer.text for answer in answers] == ["x"] * 4


def test_closing_ends_the_provider_and_later_questions_are_answered_at_once() -> None:
    provider = Provider(lambda _limits: Answer())
    desk = opened(provider)
    asked(desk)
    desk.close()
    assert provider.closed.is_set()
    (answer,) = asked(desk)
    assert (answer.ended, answer.trouble) == (Ended.NOT_ASKED, "the search has ended")
    desk.close()  # twice is no harm
