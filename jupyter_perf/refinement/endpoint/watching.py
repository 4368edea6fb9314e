"""Who reads an answer hears of its connection and its headers, so that it can be ended at any time.

The `openai` package alone hands out nothing before the headers have come, and reads the bodies of
errors, and of answers that were asked for in one piece, to their end: a model that thinks for long
would go on, and be charged, after the user has left, and an error without end would fill the
memory.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

_CONNECTED = ("connect_tcp.complete", "start_tls.complete")
"""Ends of the names of events, as httpcore's trace extension calls them."""

_reading = threading.local()

HEADERS = {
    # A few bytes may unpack to gigabytes.
    "Accept-Encoding": "identity",
    # Or whose connection is used again isn't told; an answer takes far longer than a connection.
    "Connection": "close",
}
"""To be sent with each request."""


class Packed(Exception):
    """An answer is compressed, though it was asked for as it is."""


def watched(client: Any) -> Any:
    """`client`, an `openai.OpenAI`, whose transport from now on tells of what it does."""
    hooks = client._client.event_hooks
    client._client.event_hooks = {
        "request": [*hooks["request"], _trace],
        "response": [*hooks["response"], _tell],
    }
    return client


def hear_of(connection: Callable[[Any], None], response: Callable[[Any], None]) -> None:
    """Have these told, in this thread, of each connection and each response.

    Of a connection as soon as it stands (and once more where it is encrypted then), of a response
    before its body is read. What `response` raises ends the request; `connection` raises nothing.
    """
    _reading.connection, _reading.response = connection, response


def _trace(request: Any) -> None:
    hear = getattr(_reading, "connection", None)
    if hear is None:
        return

    def trace(event: str, about: Any) -> None:
        if event.endswith(_CONNECTED):
            hear(about["return_value"])

    request.extensions = {**request.extensions, "trace": trace}


def _tell(response: Any) -> None:
    """Raises Packed."""
    hear = getattr(_reading, "response", None)
    if hear is not None:
        hear(response)
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", ""):
        raise Packed(packing)
