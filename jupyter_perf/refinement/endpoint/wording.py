"""What an endpoint said, fit to be shown: one line, short, no markup, no key."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ...core.secrets import masked

_MOST_CHARS = 300
_READ_CHARS = 8_000
"""Error pages can be long; nothing of use stands further on."""
_MOST_ENTRIES = 5
_UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u00ad\u061c\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)  # what steers terminals, hides, or turns the direction of writing around
_STARRED = re.compile(
    r"(?<![\w.-])[\w.-]*\*{3,}[\w.*-]*"
)  # a key as endpoints quote it: `sk-ab****wxyz`
_LONGEST_SECRET = 500
_SHORTEST_KEY = 4
_PIECE = 8
"""So many first or last characters of a key betray that a word is part of it."""
_SHORTEST_IN_PIECES = 12


def said(body: object) -> str:
    """The message in the body of an error, wherever in it this endpoint puts its messages."""
    if isinstance(body, str):
        return body
    if isinstance(body, bytes):
        return body[:_READ_CHARS].decode("utf-8", "replace")
    if isinstance(body, Mapping):
        if isinstance(body.get("loc"), list | tuple):  # where the request is wrong (FastAPI)
            return f"{'.'.join(map(str, body['loc']))}: {body.get('msg')}"
        for name in ("message", "error", "detail", "msg", "error_description", "title"):
            if body.get(name):
                return said(body[name])
    if isinstance(body, list | tuple) and body:
        return "; ".join(said(each) for each in body[:_MOST_ENTRIES])
    return "" if body is None else _dumped(body)


def shown(text: str, key: str = "", limit: int = _MOST_CHARS) -> str:
    """`text` as one line of at most `limit` characters; `key` stands for itself nowhere in it."""
    # More than is shown, so that a secret at the end isn't cut to what no longer looks like one.
    text = _without_key(plain(text), key)[: limit + _LONGEST_SECRET]
    text = masked(text).replace("<secret", "<masked")
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plain(text: str) -> str:
    """`text` as one line without markup and control characters, its secrets still in it."""
    text = html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", text[:_READ_CHARS])))
    text = _TAG.sub(" ", text)  # markup that was escaped once
    return " ".join(_CONTROL.sub(" ", _ANSI.sub(" ", text)).split())


def place(base_url: str) -> str:
    """Host and port, for messages: addresses can hold names and passwords."""
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "the endpoint"
    host = f"[{host}]" if ":" in host else host
    return shown(f"{host}:{port}" if port else host, limit=100) or "the endpoint"


def _without_key(text: str, key: str) -> str:
    if len(key) >= _SHORTEST_KEY:
        text = re.sub(rf"(?<!\w){re.escape(key)}(?!\w)", "<key>", text)
    if len(key) >= _SHORTEST_IN_PIECES:
        pieces = key[:_PIECE], key[-_PIECE:]
        words = text.split(" ")
        text = " ".join("<key>" if any(p in word for p in pieces) else word for word in words)
    return _STARRED.sub("<key>", text)


def _dumped(body: Any) -> str:
    try:
        return json.dumps(body, ensure_ascii=False)[:_READ_CHARS]
    except (TypeError, ValueError):
        return ""
