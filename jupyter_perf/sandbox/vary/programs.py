"""Generated standard inputs of a program: tokens change, the counts that state them stay true.

An observed input is read as lines of tokens. A line that holds one integer n and is followed by
n lines, or by one line of n tokens, is a count; so is a first line whose first integer counts
the lines after it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from . import program_rows as rows
from .base import randomness
from .program_rows import Lines


def stdin_variants(inputs: Sequence[str], count: int, seed: int) -> list[str]:
    """Return up to `count` inputs made from the observed ones, none equal to one of them."""
    known = set(inputs)
    found: list[str] = []
    for number in range(max(4 * count, 2 * len(CHANGES))):
        if len(found) == count or not inputs:
            break
        chance = randomness(seed, "stdin", number)
        # Every kind of change comes early, however many inputs there are.
        change = CHANGES[number % len(CHANGES)]
        text = inputs[(number + number // len(CHANGES)) % len(inputs)]
        new = change(text, chance)
        if new not in known:
            known.add(new)
            found.append(new)
    return found


def _by_lines(change: Callable[[Lines, random.Random], Lines]) -> Callable[..., str]:
    def apply(text: str, chance: random.Random) -> str:
        lines = change(text.splitlines(), chance)
        return "\n".join(lines) + ("\n" if text.endswith("\n") and lines else "")

    return apply


def _no_last_newline(text: str, chance: random.Random) -> str:
    return text.rstrip("\n")


def _trailing_blanks(text: str, chance: random.Random) -> str:
    return "".join(f"{line.rstrip()} \n" for line in text.splitlines())


def _carriage_returns(text: str, chance: random.Random) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _more_blanks(text: str, chance: random.Random) -> str:
    """Two blanks between words, and one before the first."""
    lines = text.split("\n")
    return "\n".join(f" {line.replace(' ', '  ')}" if " " in line else line for line in lines)


def _extra_newline(text: str, chance: random.Random) -> str:
    return text + "\n"


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    _by_lines(rows.numbers),
    _by_lines(rows.permuted),
    _by_lines(rows.signs),
    _by_lines(rows.resized_by(0.5)),
    _by_lines(rows.none),
    _by_lines(rows.large),
    _no_last_newline,
    _by_lines(rows.resized_by(2.0)),
    _by_lines(rows.same_numbers),
    _by_lines(rows.negative),
    _by_lines(rows.resized_by(0.0)),
    _trailing_blanks,
    _extra_newline,
    _carriage_returns,
    _more_blanks,
)
"""One kind of change each, in the order in which they are used."""
