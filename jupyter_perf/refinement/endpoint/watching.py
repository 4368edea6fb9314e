"""Who reads an answer hears of it as soon as its headers are there, whatever its status.

Bodies of errors, and of answers that were asked for in one piece, are read by the `openai` package
itself, to their end: without this, an endpoint that sends an error without end would fill the
memory, and nobody could stop it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

_reading = threading.local()


class Packed(Exception):
    """An answer is compressed, though not asked for so: a few bytes may unpack to gigabytes."""


def watched(client: Any) -> Any:
    """`client`, an `openai.OpenAI`, whose transport from now on tells of each response."""
    hooks = client._client.event_hooks
    client._client.event_hooks = {**hooks, "response": [*hooks["response"], _tell]}
    return client


def hear_of_responses(hear: Callable[[Any], None]) -> None:
    """Have `hear` told of each response in this thread, before its body is read."""
    _reading.hear = hear


def _tell(response: Any) -> None:
    """Raises Packed; what it raises ends the request."""
    hear = getattr(_reading, "hear", None)
    if hear is not None:
        hear(response)
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", ""):
        raise Packed(packing)
