"""How much of a result is saved with a notebook: as much as fits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")

SAVED_BYTES = 20_000
"""Upper end of a result's outputs in a saved notebook, all its forms together."""


@dataclass(frozen=True)
class Talk:
    """How much of a conversation with a model is shown."""

    rounds: int
    feedback: int
    """Lines of feedback in each round."""
    line_chars: int
    """Longest line of feedback, of what became of an answer, of what the user said."""
    exchanges: int
    answer_chars: int
    """Longest text of one answer."""
    sent_chars: int
    """Longest text of one message that was sent; 0 for none of them."""


_IN_SHORT = Talk(6, 1, 80, 0, 0, 0)
_SHORTEST = Talk(3, 0, 60, 0, 0, 0)


@dataclass(frozen=True)
class Detail:
    """How much is shown before "… and more"."""

    diff_lines: int
    verdicts: int
    lines_each: int
    notes: int
    """Longest list of remarks, of lines of a profile, of names."""
    code_chars: int
    """Longest code of the best rewrite that is saved as data."""
    source_chars: int
    other_code: bool
    """Whether the code of further rewrites that are faster is saved as data."""
    losing_code: bool
    """Whether the code of rewrites that are no gain is, and the best one's in each place."""
    points: int
    """Points of a trajectory."""
    words_chars: int
    """Longest run of text taken from a candidate or an error (names, messages)."""
    talk: Talk = _IN_SHORT


_LEVELS = (
    Detail(80, 20, 4, 8, 8000, 8000, True, True, 30, 600),
    Detail(80, 20, 4, 8, 8000, 8000, True, False, 20, 600),
    Detail(40, 10, 3, 6, 6000, 6000, True, False, 12, 300),
    Detail(24, 6, 2, 4, 6000, 6000, False, False, 8, 160),
    Detail(16, 6, 2, 4, 6000, 0, False, False, 8, 160),
    Detail(5, 3, 1, 2, 0, 0, False, False, 4, 80, _SHORTEST),
    Detail(0, 0, 1, 1, 0, 0, False, False, 2, 40, _SHORTEST),
)
_TALKS = (
    Talk(20, 8, 300, 40, 4000, 8000),
    Talk(20, 6, 200, 24, 1500, 3000),
    Talk(20, 4, 160, 16, 600, 1200),
    Talk(12, 3, 120, 12, 300, 500),
    Talk(8, 2, 100, 8, 150, 0),
    Talk(6, 1, 80, 4, 80, 0),
)
"""What is said to a model is cut first: all of it stands in the record."""


def fitting(
    make: Callable[[Detail], dict[str, Any]], spared: int = 0, *, talks: bool = False
) -> dict[str, Any]:
    """The most detailed bundle of MIME types that fits into a saved notebook.

    `spared` bytes are left for what stands beside it. `talks` says whether there is a conversation.
    """
    with_talk = [replace(_LEVELS[0], talk=talk) for talk in _TALKS] if talks else []
    return first_that_fits(make, (*with_talk, *_LEVELS), spared)


def first_that_fits(
    make: Callable[[T], dict[str, Any]], levels: Iterable[T], spared: int = 0
) -> dict[str, Any]:
    """The same for any `levels` of detail, most detailed first; the last one where none fits."""
    bundle: dict[str, Any] = {}
    for level in levels:
        bundle = make(level)
        if saved_size(bundle) <= SAVED_BYTES - spared:
            break
    return bundle


def saved_size(bundle: dict[str, Any]) -> int:
    """Bytes that a bundle takes in a notebook file, where each line of it is indented."""
    lines = {kind: _in_lines(kind, data) for kind, data in bundle.items()}
    # As deep as outputs lie in a notebook: cells, outputs, data.
    file = {"cells": [{"outputs": [{"data": lines}]}]}
    text = json.dumps(file, ensure_ascii=False, indent=1, separators=(",", ": "))
    return len(text.encode("utf-8", "surrogatepass"))


def _in_lines(kind: str, data: Any) -> Any:
    return data.splitlines(keepends=True) if kind.startswith("text/") else data


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
