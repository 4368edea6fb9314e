"""The Responses API of the test server."""

from __future__ import annotations

from typing import Any

from endpoint.scenarios import extra_of, finish_of
from endpoint.wire import Wire

_ERROR = {"code": "server_error", "message": "model crashed", "param": None}


class ResponsesWire(Wire):
    """One answer of `/v1/responses`."""

    _number = 0

    def answer(self) -> None:
        if not self.seen.body.get("stream") or self.model == "not-sse":
            self.handler.json(200, self._response())
            return
        self.open()
        self._send("response.created", response=self._response(status="in_progress"))
        if self.model == "ping-forever":
            self.ping()
            return
        if self.model == "silence":
            self.handler.rest()
            return
        if "reasoning" in self.model:
            self._send("response.reasoning_summary_text.delta", delta="First I think.")
        if self.model == "refusal":
            self._send("response.refusal.delta", delta=extra_of(self.model)["refusal"])
        if not self._deltas():
            return
        end = {"length": "incomplete", "content_filter": "incomplete"}.get(finish_of(self.model))
        status = end or "completed"
        self._send(f"response.{status}", response=self._response(status=status))
        self.chunk(b"")

    def _deltas(self) -> bool:
        """The text, piece by piece; False where the answer ends in the midst of it."""
        for index, piece in enumerate(self.pieces()):
            if index == 2 and self.model == "stream-error":
                self._send("error", **_ERROR)
                self.chunk(b"")
                return False
            if self.breaks_at(index):
                return False
            if index == 2 and self.model == "malformed-sse":
                self.chunk(b"event: response.output_text.delta\ndata: {not json\n\n")
            if self.model != "usage-late":  # there: everything in the last event
                self._send("response.output_text.delta", delta=piece)
        if self.model == "no-done":
            self.chunk(b"")
            return False
        return True

    def _send(self, kind: str, **data: Any) -> None:
        self._number += 1
        self.send({"type": kind, "sequence_number": self._number, **data}, name=kind)

    def _response(self, status: str = "completed") -> dict[str, Any]:
        reason = {"length": "max_output_tokens"}.get(self.model, finish_of(self.model))
        content = [{"type": "output_text", "text": self.text or "", "annotations": []}]
        message = {"type": "message", "id": "m1", "role": "assistant", "status": "completed"}
        call = {"type": "function_call", "id": "f1", "call_id": "c1", "name": "run"}
        spoken = [{**message, "content": content}] if self.text else []
        called = [{**call, "arguments": "{}"}] if self.model == "tool-only" else []
        usage = {"input_tokens": 7, "output_tokens": self.usage["completion_tokens"]}
        return {
            "id": "resp_1",
            "object": "response",
            "created_at": 1_700_000_000,
            "model": self.seen.body["model"],
            "status": status,
            "error": None,
            "incomplete_details": {"reason": reason} if status == "incomplete" else None,
            "output": spoken + called if status == "completed" else [],
            "usage": None if self.model == "no-usage" else {**usage, "total_tokens": 7},
        }
