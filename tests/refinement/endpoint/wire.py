"""Sending events in chunks, whole or in pieces: what both APIs of the test server share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from endpoint.scenarios import text_of

_STEP_CHARS = 7
_HUGE_STEP_CHARS = 65_536


class Wire:
    """One answer to the request `seen`, sent through `handler`."""

    def __init__(self, handler: Any, seen: Any) -> None:
        self.handler = handler
        self.seen = seen
        self.model: str = seen.body.get("model", "")
        self._text: str | None = None

    @property
    def text(self) -> str | None:
        return text_of(self.model) if self._text is None else self._text

    @text.setter
    def text(self, text: str) -> None:
        self._text = text

    @property
    def usage(self) -> dict[str, int]:
        written = len(self.text or "") // 4
        return {"prompt_tokens": 7, "completion_tokens": written, "total_tokens": 7 + written}

    def pieces(self) -> Iterator[str]:
        text = self.text or ""
        step = _HUGE_STEP_CHARS if self.model == "huge" or len(text) > 50_000 else _STEP_CHARS
        for start in range(0, len(text), step):
            yield text[start : start + step]

    def open(self) -> None:
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", "text/event-stream")
        self.handler.send_header("Transfer-Encoding", "chunked")
        self.handler.end_headers()

    def chunk(self, raw: bytes) -> None:
        """One chunk of the transfer; an empty one ends it."""
        self.handler.wfile.write(b"%x\r\n%s\r\n" % (len(raw), raw))

    def event(self, data: Any, *, name: str = "", ascii: bool = True) -> bytes:
        lines = f"event: {name}\n" if name else ""
        return f"{lines}data: {json.dumps(data, ensure_ascii=ascii)}\n\n".encode()

    def send(self, data: Any, name: str = "") -> None:
        self.chunk(self.event(data, name=name))

    def drop(self) -> None:
        """End the connection without the chunk that ends the transfer."""
        self.handler.close_connection = True

    def breaks_at(self, index: int) -> bool:
        """Play what happens in mid-answer; True where nothing follows."""
        if self.model in ("slow-drip",) and self.handler.rest(self.handler.play.pause_seconds):
            return True
        if index != 2:
            return False
        if self.model == "truncated":
            self.drop()
        elif self.model == "reset-mid":
            self.handler.reset()
        elif self.model == "stream-error":
            error = {"message": "model crashed", "type": "server_error", "code": 500}
            self.send({"error": error})
            self.chunk(b"")
        else:
            return False
        return True

    def ping(self) -> None:
        """Alive and silent until somebody leaves."""
        while not self.handler.rest(self.handler.play.pause_seconds):
            self.chunk(b": ping\n\n")
        self.drop()
