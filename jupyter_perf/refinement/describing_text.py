"""Texts in words: how long, and of a program's input how its lines are made up, no word of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

_MOST_RUNS, _MOST_LINES, _MOST_TOKENS, _MOST_INPUTS = 8, 20_000, 6, 5
_INTEGER = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?(inf|nan)", re.I)
_SHARED_CHARACTERS = 300


def text(value: str) -> str:
    """`str of 1,200 characters in 40 lines`."""
    lines = value.count("\n")
    return f"str of {len(value):,} characters" + (f" in {lines + 1:,} lines" if lines else "")


def inputs(texts: Sequence[str], shared: bool) -> list[str]:
    """A line for each of a program's inputs."""
    said = []
    for number, given in enumerate(texts[:_MOST_INPUTS], 1):
        line = f"input {number} of {len(texts)}: {len(given):,} characters; {lines_of(given)}"
        if shared:
            line += f"; it begins {given[:_SHARED_CHARACTERS]!r}"
        said.append(line)
    if len(texts) > _MOST_INPUTS:
        most = max(len(given) for given in texts)
        said.append(f"the longest of all {len(texts)} inputs has {most:,} characters")
    return said


def lines_of(given: str) -> str:
    """How lines follow each other: `1 line of 2 ints, 1,000 lines of int, text`."""
    lines = given.split("\n")
    if lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        return "empty"
    runs = [
        (kind, sum(1 for _ in group))
        for kind, group in itertools.groupby(map(line_kind, lines[:_MOST_LINES]))
    ]
    told = [f"{count:,} {'line' if count == 1 else 'lines'} of {kind}" for kind, count in runs]
    rest = len(lines) - sum(count for _, count in runs[:_MOST_RUNS])
    return ", ".join([*told[:_MOST_RUNS], *([f"and {rest:,} lines more"] if rest else [])])


def line_kind(line: str) -> str:
    """`3 ints`, `int, text`, `12 words`, `nothing`."""
    kinds = [_token(token) for token in line.split()]
    if not kinds:
        return "nothing"
    if len(set(kinds)) == 1:
        return kinds[0] if len(kinds) == 1 else f"{len(kinds):,} {kinds[0]}s"
    if len(kinds) > _MOST_TOKENS:
        return f"{len(kinds):,} of {' and '.join(sorted(set(kinds)))}"
    return ", ".join(kinds)


def _token(token: str) -> str:
    if _INTEGER.fullmatch(token):
        return "int"
    return "float" if _NUMBER.fullmatch(token) else "word"
