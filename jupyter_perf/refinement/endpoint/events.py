"""Server-sent events, as the data that they carry.

Not left to the `openai` package: its decoder takes a comment that follows an event with an `id` for
an event without data, and dies of it; version 1 wraps events that have a name; and it builds a
validated object of each of thousands of pieces. Source: HTML standard, section 9.2.6.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .failures import ToldToFail

_END = b"[DONE]"


def events(pieces: Iterable[bytes]) -> Iterator[Any]:
    """The data of each event, parsed, up to the one that says that there are no more.

    Raises ToldToFail where one reports an error, and ValueError where one isn't JSON.
    """
    data: list[bytes] = []
    for line in _lines(pieces):
        if line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" "))
        elif not line and data:
            whole = b"\n".join(data)
            data.clear()
            if whole.startswith(_END):
                return
            if whole:
                yield _parsed(whole)
    # An event without the empty line after it was cut off, and is dropped.


def _parsed(data: bytes) -> Any:
    event = json.loads(data)
    if isinstance(event, dict) and event.get("error"):
        raise ToldToFail(event["error"])
    return event


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their ends: `\\n` or `\\r\\n`, and no others that texts may hold."""
    rest = bytearray()
    for piece in pieces:
        *whole, last = piece.split(b"\n")
        for end in whole:
            rest += end
            yield bytes(rest.removesuffix(b"\r"))
            rest.clear()
        rest += last
