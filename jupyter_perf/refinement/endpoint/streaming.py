"""One request, read in a thread of its own, so that whoever waits for it can leave at any time.

A timeout of the `openai` package holds for each read, not for all of them: an endpoint that keeps
sending comments is never late. So the thread that asked watches the clock, and ends the connection,
whether the other one waits for the first byte of an answer or is in the middle of it.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from typing import Any

from .events import events
from .heard import Heard
from .waiting import TICK_SECONDS, Patience, Stopped
from .watching import hear_of

_ENVELOPE = 64
"""Bytes on the wire for one of text: servers wrap every few characters in a few hundred."""
_SPARE_BYTES = 1_000_000
_AFTER_THE_END_SECONDS = 2.0
"""How long the count of tokens may come after the answer's end."""


class _Left(Exception):
    """Nobody waits for an answer any more."""


class Exchange:
    """`request()` opens a stream; `hear_event` and `hear_whole` take in what comes of it."""

    def __init__(
        self,
        request: Callable[[], Any],
        hear_event: Callable[[Heard, Any], None],
        hear_whole: Callable[[Heard, Any], None],
        answer_bytes: int,
        wire_bytes: int | None = None,
    ) -> None:
        self.heard = Heard()
        self.error: Exception | None = None
        self.content_type = ""
        """Of what came, where it wasn't a stream of events."""
        self._request = request
        self._hear_event = hear_event
        self._hear_whole = hear_whole
        self._answer_bytes = answer_bytes
        self._wire_bytes = wire_bytes or answer_bytes * _ENVELOPE + _SPARE_BYTES
        self._connection: Any = None
        self._response: Any = None
        self._left = threading.Event()
        self._taking = threading.Lock()
        self._done = threading.Event()

    def run(self, patience: Patience, hear: Callable[[int], None]) -> Stopped | None:
        """Read until the end, or until there is a reason to stop, which is returned."""
        threading.Thread(target=self._read, name="jupyter-perf answer", daemon=True).start()
        told = 0
        ended_at: float | None = None
        try:
            while not self._done.wait(TICK_SECONDS):
                if self.heard.characters > told:
                    told = self.heard.characters
                    hear(told)
                if self.heard.finish and ended_at is None:
                    ended_at = patience.clock()
                if (why := self._reason(patience, ended_at)) is not None:
                    return why
            if self.heard.characters > told:
                hear(self.heard.characters)
            return Stopped.SIZE if self._too_large() else None
        finally:
            self._leave()

    def _reason(self, patience: Patience, ended_at: float | None) -> Stopped | None:
        if ended_at is not None and patience.clock() - ended_at > _AFTER_THE_END_SECONDS:
            return Stopped.FINISHED
        return Stopped.SIZE if self._too_large() else patience.over()

    def _too_large(self) -> bool:
        on_the_wire = getattr(self._response, "num_bytes_downloaded", 0)
        return self.heard.size_bytes > self._answer_bytes or on_the_wire > self._wire_bytes

    def _leave(self) -> None:
        """Let the thread end: a read that blocks is ended with its connection."""
        with self._taking:
            self._left.set()
            if not self._done.is_set() and self._connection is not None:
                _disconnect(self._connection)

    def _read(self) -> None:
        opened: Any = None
        hear_of(self._take_connection, self._take_response)
        try:
            opened = self._request()
            self._hear(opened)
        # The edge of this thread. What endpoints provoke has no common root: errors of `openai`,
        # of a transport library that mustn't be imported, of JSON, of pydantic.
        except Exception as error:
            self.error = error
        finally:
            with self._taking:
                self._done.set()
            if hasattr(opened, "close"):
                # Where the connection was ended from outside, closing it may find it broken.
                with contextlib.suppress(Exception):
                    opened.close()

    def _take_connection(self, connection: Any) -> None:
        """Make it known to the thread that waits; end it where that has left."""
        with self._taking:
            self._connection = connection
            if self._left.is_set():  # nothing is sent then
                _disconnect(connection)

    def _take_response(self, response: Any) -> None:
        """Raises _Left where nobody waits any more."""
        if self._left.is_set():
            raise _Left
        self._response = response

    def _hear(self, opened: Any) -> None:
        response = getattr(opened, "response", None)
        if response is None:  # asked for in one piece
            self._hear_whole(self.heard, opened)
            return
        self.content_type = response.headers.get("content-type", "").partition(";")[0].strip()
        if self.content_type == "application/json":  # no stream, though one was asked for
            self._hear_whole(self.heard, json.loads(self._body(response)))
            return
        for event in events(response.iter_bytes()):
            self._hear_event(self.heard, event)
            if self._left.is_set() or self._too_large():
                return

    def _body(self, response: Any) -> bytes:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if self._left.is_set() or len(body) > self._wire_bytes:
                break
        return bytes(body)


def _disconnect(connection: Any) -> None:
    """Wake a thread that reads from `connection`: closing alone doesn't where nothing comes."""
    raw = connection.get_extra_info("socket")
    if isinstance(raw, socket.socket):
        with contextlib.suppress(OSError):
            # Not the method of an SSL socket: that drops the state which the other thread is using.
            socket.socket.shutdown(raw, socket.SHUT_RDWR)
    else:
        with contextlib.suppress(Exception):  # whatever a transport of somebody else's raises
            connection.close()
