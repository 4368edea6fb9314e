"""Standard inputs around the constants that stand in a program's source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...core.constants import Constant
from .base import randomness
from .program_rows import DECIMAL, INTEGER, TOKEN, count_of, resized

_MOST_COUNTED = 400


def special_inputs(inputs: Sequence[str], constants: Sequence[Constant], count: int) -> list[str]:
    """Return up to `count` inputs in which a token, or the number of rows, is a constant."""
    found: dict[str, None] = {}
    for constant in constants:
        for text in inputs[:1]:
            for near in _around(constant):
                found.update(dict.fromkeys(_made(text, near)))
    return [text for text in found if text not in set(inputs)][:count]


def _around(constant: Constant) -> list[str]:
    if type(constant) is int:
        return [str(constant + by) for by in (0, 1, -1)]
    text = str(constant)
    return [text] if TOKEN.fullmatch(text) else []


def _made(text: str, near: str) -> list[str]:
    lines = text.splitlines()
    end = "\n" if text.endswith("\n") else ""
    made = []
    counted = count_of(lines)
    if counted and INTEGER.match(near) and 1 <= int(near) <= _MOST_COUNTED:
        made.append(resized(lines, int(near), randomness(near)))
    body = 1 if counted else 0
    places = [
        (at, match.span())
        for at in range(body, len(lines))
        for match in TOKEN.finditer(lines[at])
        if _alike(match[0], near)
    ]
    # The first and the last place: where there is but one, they are the same.
    for at, (begin, stop) in dict.fromkeys([*places[:1], *places[-1:]]):
        changed = lines[at][:begin] + near + lines[at][stop:]
        made.append([*lines[:at], changed, *lines[at + 1 :]])
    return ["\n".join(new) + end for new in made]


def _alike(token: str, near: str) -> bool:
    for pattern in (INTEGER, DECIMAL):
        if pattern.match(near):
            return bool(re.match(pattern, token))
    return not INTEGER.match(token) and not DECIMAL.match(token)
