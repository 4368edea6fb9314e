"""Pieces of code as text."""

from __future__ import annotations

from collections.abc import Sequence


def indented(text: str) -> str:
    """The lines a level deeper, without a line end after the last."""
    return "\n".join(f"    {line}" if line.strip() else line for line in text.splitlines())


def labels_are_places(frame: str) -> str:
    """A test that the rows of a frame, or the elements of a column, are labelled 0, 1, 2, …

    (A comparison of an index with a range is deprecated since pandas 3.1.)
    """
    return f"{frame}.index.equals({frame}.reset_index(drop=True).index)"


def conjunction(tests: Sequence[str], most: int, indent: str = "") -> str:
    """The tests joined by `and`; from `most` characters on each has a line of its own."""
    line = " and ".join(tests)
    if len(line) < most:
        return line
    apart = f"\n{indent}    "
    return f"({apart}{f'{apart}and '.join(tests)}\n{indent})"


def bracketed_tuple(text: str) -> str:
    """The text of a tuple in brackets of its own: `(a, b), c` begins with one, and has none."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if not depth:
            return text if text[0] == "(" and at == len(text) - 1 else f"({text})"
    return f"({text})"
