"""Applying the edits of an answer to the code that they are for."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from ...core.code import Edit
from ...core.code import apply_edits as with_edits
from .edit_forms import EDITS_SCHEMA, edits_in
from .parsing import line_end_of, parsed, with_newlines
from .places import Places

__all__ = ["EDITS_SCHEMA", "apply_edits"]


def apply_edits(source: str, text: str) -> str:
    """`source` with the edits of the answer `text`, which all are about `source` as it is.

    For answers that came to their end. Comments, blanks and line ends outside of the edits stay.
    Raises ValueError in words that can be given back to the model: there are no edits, what one
    looks for is nowhere or in several places, two overlap, or the result doesn't parse.
    """
    wanted = edits_in(text)
    plain = with_newlines(source)
    places = Places(plain)
    edits = [places.edit(number, item) for number, item in enumerate(wanted, start=1)]
    _check_apart(edits)
    result = with_edits(source, _in_original(source, edits))
    tree = parsed(result)
    if isinstance(tree, SyntaxError):
        line = f"line {tree.lineno}: " if tree.lineno else ""
        raise ValueError(f"with the edits the code doesn't parse: {line}{tree.msg}")
    return result


def _check_apart(edits: list[Edit]) -> None:
    numbered = sorted(enumerate(edits, start=1), key=lambda item: (item[1].start, item[1].end))
    for (one, before), (other, after) in pairwise(numbered):
        if after.start < before.end or (after.start, after.end) == (before.start, before.end):
            low, high = sorted((one, other))
            raise ValueError(f"edits {low} and {high} change the same lines: give one for both")


def _in_original(source: str, edits: list[Edit]) -> list[Edit]:
    """Edits of the text with newlines as edits of the text with the line ends that it has."""
    if "\r" not in source:
        return edits
    end = line_end_of(source)
    # Where in the text with newlines each CRLF, which is one character longer, has its newline.
    pairs = [at - before for before, at in enumerate(_places_of("\r\n", source))]
    return [
        Edit(
            edit.start + bisect_right(pairs, edit.start - 1),
            edit.end + bisect_right(pairs, edit.end - 1),
            edit.text.replace("\n", end),
        )
        for edit in edits
    ]


def _places_of(part: str, text: str) -> list[int]:
    found, at = [], text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + len(part))
    return found
