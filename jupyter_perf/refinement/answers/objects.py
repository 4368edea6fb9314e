"""Code, or anything else, in the JSON object of an answer."""

from __future__ import annotations

import json
import re
from typing import Any

_DECODER = json.JSONDecoder(strict=False)
"""Not strict: models break lines inside of strings."""
_STARTS = re.compile(r"^[ \t]*\{", re.MULTILINE)
_MOST_STARTS = 8
_CODE_KEY = re.compile(r"(?:.*_)?code|rewrite|solution", re.IGNORECASE)


def object_at_start(text: str) -> dict[str, Any] | None:
    """The JSON object that `text` starts with, blanks aside; what follows it is prose."""
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] != "{":
        return None
    try:
        found, _ = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def object_in(text: str, key: re.Pattern[str]) -> dict[str, Any] | None:
    """The first JSON object at the start of a line that has a key like `key`; prose around it."""
    for count, start in enumerate(_STARTS.finditer(text)):
        if count == _MOST_STARTS:
            break
        found = object_at_start(text[start.start() :])
        if found is not None and any(key.fullmatch(name) for name in found):
            return found
    return None


def code_in(found: dict[str, Any] | None) -> str | None:
    """What stands in `found` under `code`, or else under a key that says the same."""
    for key in sorted(found or (), key=lambda key: (key != "code", key)):
        value = (found or {})[key]
        if _CODE_KEY.fullmatch(key) and isinstance(value, str):
            return value
    return None


def code_in_prose(text: str) -> str | None:
    """The code of the first object that has some; for answers without a fence."""
    return code_in(object_in(text, _CODE_KEY))


def is_json(text: str) -> bool:
    """Whether all of `text` is one JSON value, which may be Python too and yet is no code."""
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True
