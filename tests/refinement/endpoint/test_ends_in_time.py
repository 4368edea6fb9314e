"""No endpoint holds a call longer than its deadline, and a cancelled one ends soon."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from endpoint.asked import PROMPT, ask, no_reader_stays, provider
from endpoint.scenarios import ANY_TEXT
from endpoint.server import EndpointServer

from jupyter_perf.refinement.endpoint import streaming
from jupyter_perf.refinement.endpoint.exchange import Answer, Ended
from jupyter_perf.refinement.endpoint.target import CallLimits, Target
from jupyter_perf.refinement.providers.openai import OpenAI

pytestmark = pytest.mark.usefixtures("imported")
SOON_SECONDS = 5.0
LONG_SECONDS = 600.0


End = Callable[[OpenAI, threading.Event], None]


def interrupted(server: EndpointServer, model: str, end: End) -> Answer:
    """The answer of a call that `end` ends once the server has seen it."""
    cancelled = threading.Event()
    made = OpenAI(Target("openai", model, server.url, api="chat"))
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(ask, made, PROMPT, seconds=LONG_SECONDS, cancelled=cancelled)
        assert server.arrived.acquire(timeout=SOON_SECONDS)
        end(made, cancelled)
        answer = coming.result(SOON_SECONDS)
    made.close()
    return answer


def cancel(_made: OpenAI, cancelled: threading.Event) -> None:
    cancelled.set()


def close(made: OpenAI, _cancelled: threading.Event) -> None:
    made.close()


@pytest.mark.parametrize("end", [cancel, close])
@pytest.mark.parametrize("model", ["hang", "ping-forever", "err-500", "silence"])
def test_a_call_that_is_ended_ends_soon(server: EndpointServer, model: str, end: End) -> None:
    answer = interrupted(server, model, end)
    assert answer.ended is Ended.CANCELLED
    assert "Stopped on request" in answer.trouble


@pytest.mark.parametrize("end", [cancel, close])
@pytest.mark.parametrize("model", ["ping-forever", "silence", "hang"])
def test_the_endpoint_sees_that_we_left(server: EndpointServer, model: str, end: End) -> None:
    interrupted(server, model, end)
    no_reader_stays()
    assert server.lost.acquire(timeout=SOON_SECONDS)
    assert server.requests[0].disconnected


def test_nothing_is_sent_after_we_left(
    server: EndpointServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where making the client, or connecting, took longer than the deadline."""
    connected, left = threading.Event(), threading.Event()
    take = streaming.Exchange._take_connection

    def take_late(exchange: streaming.Exchange, connection: object) -> None:
        connected.set()
        assert left.wait(SOON_SECONDS)
        take(exchange, connection)

    monkeypatch.setattr(streaming.Exchange, "_take_connection", take_late)
    made = OpenAI(Target("openai", "ok", server.url, api="chat"))
    assert ask(made, seconds=1.0).ended is Ended.FAILED
    left.set()
    assert connected.wait(SOON_SECONDS)
    no_reader_stays()
    made.close()
    assert server.requests == []


def test_what_came_before_the_deadline_is_kept() -> None:
    with EndpointServer(pause_seconds=0.25) as server, provider(server, "slow-drip") as made:
        answer = ask(made, seconds=1.0)
    assert answer.ended is Ended.CANCELLED
    assert answer.text
    assert ANY_TEXT.startswith(answer.text)
    assert "with the answer still coming" in answer.trouble
    no_reader_stays()


def test_a_deadline_that_has_passed_sends_nothing(server: EndpointServer) -> None:
    with provider(server) as made:
        answer = ask(made, seconds=0.0)
    assert (answer.ended, answer.attempts) == (Ended.NOT_ASKED, 0)
    assert not server.requests


def test_a_call_that_is_cancelled_before_it_begins_sends_nothing(server: EndpointServer) -> None:
    cancelled = threading.Event()
    cancelled.set()
    with provider(server) as made:
        assert ask(made, cancelled=cancelled).ended is Ended.NOT_ASKED
    assert not server.requests


def test_a_closed_provider_sends_nothing(server: EndpointServer) -> None:
    with provider(server) as made:
        made.close()
        assert ask(made).ended is Ended.NOT_ASKED
        made.close()  # twice is no harm
    assert not server.requests


def test_waiting_for_a_retry_counts_towards_the_deadline(server: EndpointServer) -> None:
    with provider(server, "err-500") as made:
        answer = ask(made, seconds=3.4)
    assert answer.attempts == 3  # at 0, 0.5 and 1.5 seconds; the next would be at 3.5
    assert "HTTP 500" in answer.trouble


def test_a_keyboard_interrupt_ends_the_connection(server: EndpointServer) -> None:
    def interrupt(_characters: int) -> None:
        raise KeyboardInterrupt

    server.pause_seconds = 0.2
    with provider(server, "slow-drip") as made:
        with pytest.raises(KeyboardInterrupt):
            ask(made, hear=interrupt)
        no_reader_stays()


def test_an_answer_that_grew_too_large_is_cut(server: EndpointServer) -> None:
    with provider(server, "huge") as made:
        answer = ask(made, answer_bytes=1000)
    assert answer.ended is Ended.CANCELLED
    assert len(answer.text) == 1000


def test_a_large_answer_in_one_piece_is_cut_too(server: EndpointServer) -> None:
    with provider(server, "not-sse") as made:
        answer = ask(made, answer_bytes=10)
    assert answer.ended is Ended.CANCELLED
    assert len(answer.text) == 10


def test_reasoning_counts_as_size(server: EndpointServer) -> None:
    with provider(server, "reasoning") as made:
        answer = ask(made, answer_bytes=5)
    assert answer.ended is Ended.CANCELLED


def test_many_at_once_share_a_provider(server: EndpointServer) -> None:
    with provider(server) as made, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _each: ask(made), range(16)))
    assert {answer.text for answer in answers} == {ANY_TEXT}
    assert len(server.requests) == 16


def test_one_that_is_cancelled_leaves_the_others_alone(server: EndpointServer) -> None:
    cancelled = threading.Event()
    server.pause_seconds = 0.05
    made = OpenAI(Target("openai", "slow-drip", server.url, api="chat"))
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask, made, PROMPT, cancelled=cancelled)
        second = pool.submit(ask, made, PROMPT)
        assert server.arrived.acquire(timeout=SOON_SECONDS)
        cancelled.set()
        assert first.result(SOON_SECONDS).ended is Ended.CANCELLED
        assert second.result(SOON_SECONDS).text == ANY_TEXT
    made.close()


def test_progress_is_told_while_the_answer_comes() -> None:
    told: list[int] = []
    with EndpointServer(pause_seconds=0.06) as server, provider(server, "slow-drip") as made:
        ask(made, hear=told.append)
    assert len(told) > 2
    assert told[-1] == len(ANY_TEXT)


def test_nobody_listens() -> None:
    with EndpointServer() as server:
        url = server.url
    with provider(url) as made:
        answer = ask(made)
    assert answer.ended is Ended.FAILED
    assert answer.fatal
    assert answer.attempts == 3
    assert "can't be reached" in answer.trouble
    assert "nothing was sent" in answer.trouble


def test_the_deadline_is_wall_time() -> None:
    limits = CallLimits(0.2)
    with EndpointServer() as server:
        made = OpenAI(Target("openai", "hang", server.url, api="chat"))
        begun = time.monotonic()
        made.ask(PROMPT, limits, threading.Event(), lambda _characters: None)
        assert time.monotonic() - begun < SOON_SECONDS
        made.close()
    no_reader_stays()
