"""The supervisor's process: runs one engine's search over one sandbox, and reports to the kernel.

Exec'd with a clean environment, in a session of its own. It never runs user code and never
unpickles; it ends, with its whole tree, when the kernel's end of the socket closes.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import queue
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

from ..core import interrupts
from ..errors import PerfError
from . import plain, wire
from .launching import kill_tree
from .sandbox import Sandbox

_PR_SET_CHILD_SUBREAPER = 36
_SECONDS_BETWEEN_LOOKS = 0.1
"""A stop is noticed at least so often where answers are waited for."""

Mail = queue.SimpleQueue[dict[str, Any]]
"""Answers of the kernel, in the order in which they came."""


class Context:
    """What an engine's search gets: a sandbox, its request, a clock, a way to report, and one to
    ask the kernel for what this process must not do itself."""

    def __init__(
        self,
        sandbox: Sandbox,
        request: dict[str, Any],
        send: Callable[..., None],
        mail: Mail | None = None,
    ) -> None:
        self.sandbox = sandbox
        self.request = request
        self._send = send
        self._mail: Mail = queue.SimpleQueue() if mail is None else mail
        self._asked = 0
        self._started = time.monotonic()
        self._budget = float(request.get("budget", 60.0))
        self.out_of_budget = threading.Event()
        """Set where the end of the budget had to cut something short."""

    def elapsed(self) -> float:
        """Seconds since the job reached the supervisor."""
        return time.monotonic() - self._started

    def left(self) -> float:
        """Seconds until the hard end of the budget (0 once it is past, or the user stopped)."""
        if self.sandbox.stopped:
            return 0.0
        return max(0.0, self._budget - self.elapsed())

    def end_with_budget(self) -> None:
        """Stop whatever runs in the sandbox when the budget is over: a hard end."""
        timer = threading.Timer(max(0.0, self._budget - self.elapsed()), self._cut_short)
        timer.daemon = True
        timer.start()

    def _cut_short(self) -> None:
        if not self.sandbox.stopped:
            self.out_of_budget.set()
            self.sandbox.stop()

    def report(self, event: dict[str, Any]) -> None:
        """Send progress to the kernel: plain data."""
        self._send({"event": "progress", "data": event})

    def ask(self, question: dict[str, Any]) -> int:
        """Send the kernel a question, plain data, and go on; returns the question's number."""
        self._asked += 1
        self._send({"event": "ask", "number": self._asked, "data": question})
        return self._asked

    def answer(self, seconds: float) -> tuple[int, dict[str, Any]] | None:
        """(number of the question, its answer), whichever comes next; None where none has come
        within `seconds`. Nothing is waited for once the search is to end."""
        end = time.monotonic() + seconds
        while True:
            wait = min(_SECONDS_BETWEEN_LOOKS, end - time.monotonic())
            wait = 0.0 if self.sandbox.stopped else wait
            try:
                message = self._mail.get(timeout=wait) if wait > 0 else self._mail.get_nowait()
            except queue.Empty:
                if wait <= 0:
                    return None
                continue
            return int(message["number"]), message["data"]


def main(descriptor: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupts.heard_again()
    _adopt_orphans()
    channel = socket.socket(fileno=descriptor)
    try:
        job, files = wire.receive(channel)
    except wire.Closed:
        return
    sandbox = Sandbox(plain.spec_from_json(job["spec"]), *_snapshot(job, files))
    sandbox.begin()
    sending = threading.Lock()

    def send(message: dict[str, Any]) -> None:
        with sending:
            wire.send(channel, message)

    mail: Mail = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(channel, sandbox, mail), daemon=True).start()
    try:
        run = _engine(job["engine"])
        context = Context(sandbox, job["request"], send, mail)
        context.end_with_budget()
        send({"event": "result", "data": run(context)})
    except wire.Closed:
        pass
    except PerfError as error:
        send({"event": "error", "kind": type(error).__name__, "message": str(error)})
    # The one edge of this process: whatever went wrong is told to the kernel, with its place.
    except Exception as error:
        send({"event": "failure", "message": repr(error), "traceback": traceback.format_exc()})
    finally:
        sandbox.close()
        kill_tree(os.getpid())


def _engine(name: str) -> Callable[[Context], dict[str, Any]]:
    module, _, function = name.partition(":")
    found: Callable[[Context], dict[str, Any]] = getattr(importlib.import_module(module), function)
    return found


def _snapshot(job: dict[str, Any], files: list[int]) -> tuple[int | None, Any]:
    return (files[0] if files else None), job.get("layout")


def _listen(channel: socket.socket, sandbox: Sandbox, mail: Mail) -> None:
    """Obey the kernel: `stop`, an answer, or the end of the stream, which ends everything."""
    while True:
        try:
            message, _files = wire.receive(channel)
        except wire.Closed:
            sandbox.stop()
            kill_tree(os.getpid())
            os._exit(0)
        if message.get("do") == "stop":
            sandbox.stop()
        elif message.get("do") == "answer":
            mail.put(message)


def _adopt_orphans() -> None:
    """Become the parent of whatever our descendants leave behind, so that it can be ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
