"""How much of a result is saved with a notebook: as much as fits."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SAVED_BYTES = 20_000
"""Upper end of a result's outputs in a saved notebook, all its forms together."""


@dataclass(frozen=True)
class Detail:
    """How much is shown before "… and more"."""

    diff_lines: int
    verdicts: int
    lines_each: int
    notes: int
    code_chars: int
    words_chars: int
    """Longest run of text taken from a candidate or an error (names, messages)."""


_LEVELS = (
    Detail(diff_lines=80, verdicts=20, lines_each=4, notes=8, code_chars=3000, words_chars=600),
    Detail(diff_lines=40, verdicts=10, lines_each=3, notes=6, code_chars=1500, words_chars=300),
    Detail(diff_lines=16, verdicts=6, lines_each=2, notes=4, code_chars=0, words_chars=160),
    Detail(diff_lines=5, verdicts=3, lines_each=1, notes=2, code_chars=0, words_chars=80),
    Detail(diff_lines=0, verdicts=0, lines_each=1, notes=1, code_chars=0, words_chars=40),
)


def fitting(make: Callable[[Detail], dict[str, Any]]) -> dict[str, Any]:
    """The most detailed bundle of MIME types that fits into a saved notebook."""
    bundle: dict[str, Any] = {}
    for detail in _LEVELS:
        bundle = make(detail)
        if saved_size(bundle) <= SAVED_BYTES:
            break
    return bundle


def saved_size(bundle: dict[str, Any]) -> int:
    """Bytes that a bundle takes in a notebook file."""
    return len(json.dumps(bundle, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def clipped(text: str, most: int) -> str:
    """`text`, or its beginning and "…", without characters that can't be shown."""
    return visible(text if len(text) <= most else text[: max(0, most - 1)] + "…")


def visible(text: str) -> str:
    """`text` with � for control characters (terminals obey them) and lone surrogates (no file
    can hold them)."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _KEPT else "\ufffd" for c in text)


_KEPT = "\n\t\u00a0\u3000"
