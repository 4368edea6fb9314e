"""An endpoint on loopback that plays one scenario per model name, or what a script says.

    from endpoint.server import EndpointServer  # tests/refinement is on sys.path, by its conftest

    with EndpointServer(script=["first answer", "second answer"]) as server:
        Target("openai", "any-model", server.url)
        ...
        assert [seen.body["messages"] for seen in server.requests] == ...

A script is a list of texts, one per request in the order of their coming, or a function that is
handed the request's body and gives the text. A text may also be the name of a scenario, as
`Scenario("truncated")`. Nothing in here sleeps: waiting ends with the server.
"""

from __future__ import annotations

import dataclasses
import json
import queue
import select
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, cast

from endpoint.chat_wire import ChatWire
from endpoint.responses_wire import ResponsesWire
from endpoint.scenarios import ERRORS, NAMES, refused_parameter

_PATIENCE_SECONDS = 10.0
_MODELS = json.dumps(
    {"object": "list", "data": [{"id": n, "object": "model", "created": 0} for n in NAMES]}
).encode()


class Scenario(str):
    """In a script: the name of a scenario to play instead of a text."""


Script = Iterable[str] | Callable[[dict[str, Any]], str]


@dataclasses.dataclass
class Seen:
    """One request. No header that could hold a key is kept."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    authorized: bool
    number: int = 0
    """How many requests for this model there were, with this one."""
    disconnected: bool = False
    """Whether the client left before the answer's end."""


class EndpointServer(ThreadingHTTPServer):
    """Use as a context; `url` is the base URL. `key`: the only one that is accepted, if given."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(
        self,
        script: Script | None = None,
        *,
        key: str | None = None,
        responses: bool = True,
        pause_seconds: float = 0.02,
        models: bytes | None = _MODELS,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/v1"
        self.requests: list[Seen] = []
        self.key = key
        self.responses = responses
        """Whether the Responses API is served too."""
        self.pause_seconds = pause_seconds
        """Between two pieces of what is slow."""
        self.models = models
        """What `/v1/models` answers; None: nothing, ever."""
        self.closing = threading.Event()
        self.arrived = threading.Semaphore(0)
        """Released once for each request."""
        self.lost = threading.Semaphore(0)
        """Released once for each client that left before its answer's end."""
        self._noting = threading.Lock()
        self._script = script
        self._queue: queue.SimpleQueue[str] = queue.SimpleQueue()
        if script is not None and not callable(script):
            for text in script:
                self._queue.put(text)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> EndpointServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self.shutdown()
        self._thread.join()
        self.server_close()  # joins the threads that answer

    def note(self, seen: Seen) -> None:
        with self._noting:
            model = seen.body.get("model")
            seen.number = 1 + sum(each.body.get("model") == model for each in self.requests)
            self.requests.append(seen)
        self.arrived.release()

    def asked(self, path: str = "") -> list[Seen]:
        """Requests that were posted, to paths that end in `path`."""
        return [each for each in self.requests if each.method == "POST" if each.path.endswith(path)]

    def scripted(self, body: dict[str, Any]) -> str | None:
        """The script's next text, or None where there is no script."""
        if self._script is None:
            return None
        if callable(self._script):
            return self._script(body)
        try:
            return self._queue.get_nowait()
        except queue.Empty:
            return Scenario("err-500-script-ended")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave are part of the play; anything else is a bug in here."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 0.2  # so that idle connections don't keep the server from ending

    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet."""

    @property
    def play(self) -> EndpointServer:
        return cast(EndpointServer, self.server)

    def handle(self) -> None:
        """Serve requests on this connection until either side has had enough."""
        self.close_connection = False
        while not self.close_connection and not self.play.closing.is_set():
            if select.select([self.connection], [], [], 0.01)[0]:
                self.connection.settimeout(_PATIENCE_SECONDS)
                self.handle_one_request()

    def do_GET(self) -> None:
        self._note({})
        if self.path.rstrip("/") == "/v1/models":
            if self.play.models is None:
                self.rest()
            else:
                html = self.play.models.startswith(b"<")
                self.raw(200, self.play.models, "text/html" if html else "application/json")
        else:
            self.error(404, f"unknown path {self.path}")

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.loads(raw)
        seen = self._note(body)
        try:
            if not seen.authorized:
                self.error(401, "Incorrect API key provided")
            elif self.path == "/v1/chat/completions":
                self._play(ChatWire(self, seen))
            elif self.path == "/v1/responses" and self.play.responses:
                self._play(ResponsesWire(self, seen))
            else:
                self.error(404, f"unknown path {self.path}", code="unknown_url")
        except ConnectionError:
            seen.disconnected = True
            self.play.lost.release()
            self.close_connection = True

    def _note(self, body: dict[str, Any]) -> Seen:
        headers = {name.lower(): value for name, value in self.headers.items()}
        sent = headers.pop("authorization", "")
        authorized = self.play.key is None or sent == f"Bearer {self.play.key}"
        seen = Seen(self.command, self.path, headers, body, authorized)
        self.play.note(seen)
        return seen

    def _play(self, wire: ChatWire | ResponsesWire) -> None:
        text = self.play.scripted(wire.seen.body)
        if isinstance(text, Scenario):
            wire.model, text = str(text), None
        if text is not None:
            wire.model, wire.text = "ok", text
            wire.answer()
        elif not self._declines(wire.model, wire.seen):
            wire.answer()

    def _declines(self, model: str, seen: Seen) -> bool:
        """Play what ends before any answer begins; False where one should follow."""
        refused = refused_parameter(model, seen.body)
        if refused is not None:
            self.error(refused[0], refused[1])
        elif model.startswith("err-5") and model.endswith("script-ended"):
            self.error(400, "the script has no more answers")
        elif model.startswith("err-") and model[4:].isdigit():
            self.error(int(model[4:]))
        elif model == "reset":
            self.reset()
        elif model == "hang":
            self.rest()
        elif model in _DECLINING:
            return _DECLINING[model](self, seen)
        else:
            return False
        return True

    def rest(self, seconds: float | None = None) -> bool:
        """Wait, for ever by default; True where the client left or the server ends meanwhile."""
        if seconds is not None:
            return self.play.closing.wait(seconds)
        while not self.play.closing.wait(0.01):
            if select.select([self.connection], [], [], 0)[0]:  # nothing is due: it's the end
                raise ConnectionResetError
        self.close_connection = True
        return True

    def reset(self) -> None:
        """End the connection so that the client sees it broken, not closed."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        self.connection.close()

    def raw(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def json(self, status: int, body: Any, **headers: str) -> None:
        self.raw(status, json.dumps(body).encode(), "application/json", **headers)

    def error(
        self, status: int, message: str = "", kind: str = "", code: str = "", **headers: str
    ) -> None:
        usual_kind, usual_code = ERRORS[status]
        error = {
            "message": message or f"simulated {status}",
            "type": kind or usual_kind,
            "param": None,
            "code": code or (None if message else usual_code),
        }
        self.json(status, {"error": error}, **headers)


def _retry(every: int, status: int, **headers: str) -> Callable[[_Handler, Seen], bool]:
    """Fail with `status`, except each `every`th time (0: always)."""

    def decline(handler: _Handler, seen: Seen) -> bool:
        if every and seen.number % every == 0:
            return False
        handler.error(status, **headers)
        return True

    return decline


def _always(act: Callable[[_Handler], None]) -> Callable[[_Handler, Seen], bool]:
    def decline(handler: _Handler, _seen: Seen) -> bool:
        act(handler)
        return True

    return decline


_PAGE = b"<html><head><title>x</title></head><h1>502 Bad Gateway</h1></html>"
_DECLINING: dict[str, Callable[[_Handler, Seen], bool]] = {
    "retry-429": _retry(2, 429, retry_after="1"),
    "429-long": _retry(0, 429, retry_after="3600"),
    "retry-ms": _retry(2, 429, retry_after_ms="250"),
    "retry-date": _retry(2, 503, retry_after="Thu, 01 Jan 2026 00:00:07 GMT"),
    "500-then-ok": _retry(3, 500),
    "quota": _always(
        lambda handler: handler.error(
            429, "You exceeded your current quota", "insufficient_quota", "insufficient_quota"
        )
    ),
    "html-502": _always(lambda handler: handler.raw(502, _PAGE, "text/html")),
    "html-page": _always(lambda handler: handler.raw(200, _PAGE, "text/html; charset=utf-8")),
    "err-string": _always(
        lambda handler: handler.json(400, {"error": "model 'x' not found, try pulling it first"})
    ),
    "error-list": _always(
        lambda handler: handler.json(
            422, {"detail": [{"loc": ["body", "seed"], "msg": "seed is required"}]}
        )
    ),
    "echo-key": _always(
        lambda handler: handler.error(
            401, f"Bad <b>header</b>:\x1b[31m {handler.headers['Authorization']} \x00is not valid"
        )
    ),
    "bad-body": _always(
        lambda handler: handler.raw(200, b'{"id": "x", "choices": [{', "application/json")
    ),
    "wrong-shape": _always(lambda handler: handler.json(200, {"result": "no completion"})),
    "no-route": _always(lambda handler: handler.error(404, "Not Found", code="no_route")),
}
