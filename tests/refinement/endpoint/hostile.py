"""A server that writes to its socket what it is told, HTTP or not."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

_PATIENCE_SECONDS = 10.0
JSON = "Content-Type: application/json\r\n"
SSE = "Content-Type: text/event-stream\r\n"


def head(status: str = "200 OK", headers: str = JSON) -> bytes:
    """Without a length: the body ends with the connection."""
    return f"HTTP/1.1 {status}\r\n{headers}Connection: close\r\n\r\n".encode()


class Hostile:
    """Answers each connection's request with the pieces of `say()`, until the client leaves.

    `pause_seconds` between two pieces; `certificate`: a file with key and certificate, for https.
    """

    def __init__(
        self,
        say: Callable[[], Iterable[bytes]],
        *,
        pause_seconds: float = 0.0,
        host: str = "127.0.0.1",
        certificate: Path | None = None,
    ) -> None:
        self._say, self.pause_seconds = say, pause_seconds
        self._certificate = certificate
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, 0), family=family)
        self._socket.settimeout(0.05)
        name = f"[{host}]" if ":" in host else host
        scheme = "http" if certificate is None else "https"
        self.url = f"{scheme}://{name}:{self._socket.getsockname()[1]}/v1"
        self.sent = 0
        self.requests: list[bytes] = []
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Hostile:
        self._start(self._accept)
        return self

    def __exit__(self, *_error: object) -> None:
        self._closing.set()
        for each in self._threads:
            each.join(_PATIENCE_SECONDS)
        self._socket.close()

    def _start(self, target: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=target, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            with contextlib.suppress(TimeoutError):
                self._start(self._serve, self._socket.accept()[0])

    def _serve(self, connection: socket.socket) -> None:
        # Clients that leave are part of the play.
        with contextlib.suppress(OSError), connection, self._secured(connection) as open_connection:
            open_connection.settimeout(_PATIENCE_SECONDS)
            self.requests.append(self._request(open_connection))
            for piece in self._say():
                open_connection.sendall(piece)
                self.sent += len(piece)
                if self.pause_seconds:
                    self._closing.wait(self.pause_seconds)
                if self._closing.is_set() or select.select([open_connection], [], [], 0)[0]:
                    return

    def _secured(self, connection: socket.socket) -> socket.socket:
        if self._certificate is None:
            return connection
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._certificate)
        return context.wrap_socket(connection, server_side=True)

    def _request(self, connection: socket.socket) -> bytes:
        data = b""
        while b"\r\n\r\n" not in data:
            if not (more := connection.recv(65_536)):
                return data
            data += more
        lines = data.lower().split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        while len(data.partition(b"\r\n\r\n")[2]) < length:
            data += connection.recv(65_536)
        return data
