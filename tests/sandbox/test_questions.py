"""What a search asks reaches its kernel, and answers come back: late, out of order, or never."""

from __future__ import annotations

import queue
import socket
import threading
from pathlib import Path
from typing import Any

import sandboxes

from jupyter_perf.sandbox import wire
from jupyter_perf.sandbox.client import Client
from jupyter_perf.sandbox.supervisor import Context


def add_up(context: Context) -> dict[str, Any]:
    """Ask for as many numbers as requested, and say which question got which."""
    asked = [context.ask({"wanted": n}) for n in range(context.request["count"])]
    got = dict(filter(None, (context.answer(10.0) for _ in asked)))
    return {"asked": asked, "got": {str(k): v for k, v in got.items()}}


def wait_for_ever(context: Context) -> dict[str, Any]:
    """Ask something that nobody answers."""
    context.ask({"wanted": 0})
    context.report({"stage": "asked"})
    return {"got": context.answer(60.0), "stopped": context.sandbox.stopped}


def wait_a_moment(context: Context) -> dict[str, Any]:
    return {"got": context.answer(0.05), "at once": context.answer(0.0)}


class Wire:
    """Both ends of the questions, without processes between."""

    def __init__(self, search: Any, **request: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        self.mail: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.sandbox = Stoppable()
        self.context = Context(self.sandbox, request, self.send, self.mail)  # type: ignore[arg-type]
        self.search = search

    def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)
        self.heard(message)

    def heard(self, message: dict[str, Any]) -> None:
        """What a kernel does with it."""

    def run(self) -> dict[str, Any]:
        return self.search(self.context)


class Stoppable:
    stopped = False


def test_answers_find_their_questions_in_any_order():
    wire = Wire(add_up, count=3)
    kept: list[dict[str, Any]] = []

    def heard(message: dict[str, Any]) -> None:
        kept.append(message)
        if len(kept) == 3:
            for each in reversed(kept):
                wire.mail.put({"number": each["number"], "data": {"n": each["data"]["wanted"]}})

    wire.heard = heard
    assert wire.run() == {"asked": [1, 2, 3], "got": {"1": {"n": 0}, "2": {"n": 1}, "3": {"n": 2}}}


def test_waiting_ends_when_the_search_is_stopped():
    wire = Wire(wait_for_ever)

    def heard(message: dict[str, Any]) -> None:
        if message["event"] == "progress":
            wire.sandbox.stopped = True

    wire.heard = heard
    assert wire.run() == {"got": None, "stopped": True}


def test_no_answer_in_time_is_none():
    assert Wire(wait_a_moment).run() == {"got": None, "at once": None}


def test_answers_of_many_threads_and_a_stop_arrive_whole(tmp_path: Path):
    """A client may be answered from several threads at once, also after it was closed."""
    search = "jupyter_perf.refinement.search:run"
    ours, theirs = socket.socketpair()
    with Client(sandboxes.spec(tmp_path), search, {"budget": 0.1}) as client, theirs:
        client._channel.close()
        client._channel = ours
        threads = [
            threading.Thread(target=client.answer, args=(n, {"text": "x" * 50_000}))
            for n in range(8)
        ]
        for thread in threads:
            thread.start()
        # Together they are more than a socket holds: somebody has to read meanwhile.
        heard = [wire.receive(theirs)[0] for _ in threads]
        for thread in threads:
            thread.join()
        client.stop()
        heard.append(wire.receive(theirs)[0])
    assert heard.pop() == {"do": "stop"}
    assert {message["number"] for message in heard} == set(range(8))
    assert all(message["data"] == {"text": "x" * 50_000} for message in heard)
    client.answer(9, {})  # closed: nobody hears it, and nothing is raised
