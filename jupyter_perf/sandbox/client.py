"""The kernel's side: start a supervisor, hear what it reports, stop it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from .. import errors
from ..core import interrupts
from . import plain, wire
from .environment import clean_environment
from .work import SandboxSpec

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); sys.path[1:1] = {installed!r}; "
    "from jupyter_perf.sandbox.supervisor import main; main({descriptor})"
)
_GRACE_SECONDS = 3.0
_SENDING_SECONDS = 2.0


class SupervisorFailure(errors.SandboxError):
    """The supervisor itself failed: a bug of ours, whose traceback is in `details`."""

    def __init__(self, message: str, details: str) -> None:
        super().__init__(message)
        self.details = details


class Client:
    """One supervised job. Use as a context manager, or call `close`; both leave no process.

    `engine` is `module:function`, called in the supervisor as `f(Context) -> plain data`.
    """

    def __init__(
        self,
        spec: SandboxSpec,
        engine: str,
        request: dict[str, Any],
        snapshot: int | None = None,
        layout: Any = None,
    ) -> None:
        ours, theirs = socket.socketpair()
        boot = _BOOT.format(root=_ROOT, descriptor=theirs.fileno(), installed=_installed_paths())
        self._channel = ours
        self._sending = threading.Lock()
        with interrupts.held_back():
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-c", boot],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=clean_environment(),
                cwd="/",
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        theirs.close()
        job = {"spec": plain.spec_to_json(spec), "engine": engine, "request": request}
        files = [] if snapshot is None else [snapshot]
        with contextlib.suppress(wire.Closed):
            wire.send(ours, job | {"layout": layout}, files)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait(
        self,
        on_event: Callable[[dict[str, Any]], None],
        timeout: float | None = None,
        on_question: Callable[[int, dict[str, Any]], None] | None = None,
    ) -> dict[str, Any] | None:
        """Pass on progress until the result comes; None where `timeout` seconds pass first.

        `on_question` gets what the search asks, with the number to `answer` it by, and returns
        at once. Raises the supervisor's own PerfError, SupervisorFailure, or SandboxDied where it
        is gone.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            left = None if end is None else max(0.0, end - time.monotonic())
            if not select.select([self._channel], [], [], left)[0]:
                return None
            try:
                message, _files = wire.receive(self._channel)
            except wire.Closed as closed:
                raise errors.SandboxDied("the supervisor process ended unasked") from closed
            if message["event"] == "progress":
                on_event(message["data"])
            elif message["event"] == "ask":
                if on_question is not None:
                    on_question(int(message["number"]), message["data"])
            else:
                return _result(message)

    def stop(self) -> None:
        """Ask for a clean end: `wait` then soon returns what was found so far."""
        self._send({"do": "stop"})

    def answer(self, number: int, data: dict[str, Any]) -> None:
        """Answer one of the search's questions; from any thread, and too late does no harm."""
        self._send({"do": "answer", "number": number, "data": data})

    def _send(self, message: dict[str, Any]) -> None:
        # An interrupt in mid-message asks for what that message does: it mustn't wait for ever.
        if self._sending.acquire(timeout=_SENDING_SECONDS):
            try:
                with contextlib.suppress(wire.Closed):
                    wire.send(self._channel, message)
            finally:
                self._sending.release()

    def close(self) -> None:
        """End the supervisor and its tree."""
        self._channel.close()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _result(message: dict[str, Any]) -> dict[str, Any]:
    if message["event"] == "result":
        data: dict[str, Any] = message["data"]
        return data
    if message["event"] == "error":
        kind = getattr(errors, str(message["kind"]), errors.SandboxError)
        if kind is errors.MissingExtra or not issubclass(kind, errors.PerfError):
            kind = errors.SandboxError
        error: errors.PerfError = errors.SandboxError(message["message"])
        with contextlib.suppress(TypeError):
            error = kind(message["message"])
        raise error
    raise SupervisorFailure(message["message"], message["traceback"])


def _installed_paths() -> list[str]:
    """Where the kernel finds installed packages: an isolated start may know fewer places."""
    return [entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))]
