"""Where values stand in the text of a JSON document, so that one is replaced and all else stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()

Place = tuple[int, int]
"""First character of a value, and the one after its last."""


def members(text: str, at: int) -> dict[str, Place]:
    """The places of the values of the object that begins at `at`, by key.

    The text is JSON that was read before: nothing is checked here.
    """
    found: dict[str, Place] = {}
    for key_at in _parts(text, at, "}"):
        key, after = _DECODER.raw_decode(text, key_at)
        begin = _next(text, _next(text, after) + 1)  # behind the colon
        found[key] = begin, _DECODER.raw_decode(text, begin)[1]
    return found


def items(text: str, at: int) -> list[Place]:
    """The places of the values of the array that begins at `at`."""
    return [(begin, _DECODER.raw_decode(text, begin)[1]) for begin in _parts(text, at, "]")]


def begin(text: str) -> int:
    """Where the document's one value begins."""
    return _next(text, 0)


def _parts(text: str, at: int, end: str) -> Iterator[int]:
    """Where each member or item of what begins at `at` begins."""
    at = _next(text, at + 1)
    while text[at] != end:
        yield at
        _, at = _DECODER.raw_decode(text, at)
        at = _next(text, at)
        if text[at] == ":":
            _, at = _DECODER.raw_decode(text, _next(text, at + 1))
            at = _next(text, at)
        if text[at] == ",":
            at = _next(text, at + 1)


def _next(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return at if match is None else match.end()
