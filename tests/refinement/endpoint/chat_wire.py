"""The chat completions of the test server."""

from __future__ import annotations

from typing import Any

from endpoint.scenarios import extra_of, finish_of
from endpoint.wire import Wire

_WHOLE = ("not-sse",)


class ChatWire(Wire):
    """One answer of `/v1/chat/completions`."""

    @property
    def base(self) -> dict[str, Any]:
        return {"id": "chatcmpl-1", "created": 1_700_000_000, "model": self.seen.body["model"]}

    def answer(self) -> None:
        if not self.seen.body.get("stream") or self.model in _WHOLE:
            self._answer_whole()
            return
        self.open()
        self._delta({"role": "assistant", "content": ""})
        if self.model == "ping-forever":
            self.ping()
        elif self.model == "endless-event":
            self._endless_event()
        elif self.model == "silence":
            self.handler.rest()
        elif self.model == "empty-choices":
            self.send({**self._chunk({}), "choices": []})
            self._done()
        elif self.model == "silent-end":
            self._done()
        else:
            self._answer_in_pieces()

    def _answer_whole(self) -> None:
        message = {"role": "assistant", "content": self.text, **extra_of(self.model)}
        choice = {"index": 0, "finish_reason": finish_of(self.model), "message": message}
        whole = {**self.base, "object": "chat.completion", "choices": [choice]}
        if self.model == "empty-choices":
            whole["choices"] = []
        if self.model != "no-usage":
            whole["usage"] = self.usage
        self.handler.json(200, whole)

    def _answer_in_pieces(self) -> None:
        if extra := extra_of(self.model):
            self._delta(extra)
        for index, piece in enumerate(self.pieces()):
            if self.breaks_at(index):
                return
            self._piece(index, piece)
        if self.model == "no-done":
            self.chunk(b"")
            return
        self.send(self._chunk({}, finish_of(self.model)))
        if self.model == "usage-late" and self.handler.rest():
            return
        options = self.seen.body.get("stream_options") or {}
        if options.get("include_usage") and self.model != "no-usage":
            self.send({**self._chunk({}), "choices": [], "usage": self.usage})
        self._done()

    def _piece(self, index: int, piece: str) -> None:
        data = self._chunk({"content": piece})
        if self.model == "malformed-sse" and index == 2:
            self.chunk(b"data: {not json\n\n")
        elif self.model in ("sse-comments", "sse-id"):
            line = self.event(data).replace(b"data: ", b"data:").replace(b"\n\n", b"\r\n\r\n")
            number = b"id: 3\n" if self.model == "sse-id" else b""
            self.chunk(b": keep-alive\n\n" + number + line)
        elif self.model == "sse-split-utf8":
            for byte in self.event(data, ascii=False):
                self.chunk(bytes([byte]))
        else:
            if self.model == "odd-chunks":
                self._oddities()
            self.send(data)

    def _oddities(self) -> None:
        """What no chunk of a completion looks like, and some servers send all the same."""
        for odd in (
            {**self.base, "choices": None},
            {**self.base, "choices": [None]},
            {**self.base, "choices": {"0": "x"}},
            {**self.base, "choices": [{"delta": None, "finish_reason": ""}]},
            {**self.base, "choices": [{"delta": {"content": 5}}], "usage": {"prompt_tokens": "7"}},
            [],
            5,
        ):
            self.send(odd)

    def _endless_event(self) -> None:
        self.chunk(b"data: ")
        while not self.handler.rest(0.0):
            self.chunk(b"x" * 65_536)
        self.drop()

    def _delta(self, delta: dict[str, Any]) -> None:
        self.send(self._chunk(delta))

    def _chunk(self, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return {**self.base, "object": "chat.completion.chunk", "choices": [choice]}

    def _done(self) -> None:
        self.chunk(b"data: [DONE]\n\n")
        self.chunk(b"")
