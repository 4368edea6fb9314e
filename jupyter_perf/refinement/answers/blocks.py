"""The Python code in a model's answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from .choosing import Piece, chosen
from .cleaning import python_of
from .fences import Block, readings
from .objects import code_in, code_in_prose, is_json, object_at_start
from .parsing import with_newlines
from .surfaces import looks_like_code
from .thinking import without_thinking

_MOST_BLOCKS = 64
"""An answer with more is no answer; and what is done with each block stays bounded."""
_MOST_FORGOTTEN = 4
"""Closing fences that may be missing: each one costs a look at all that follows."""
_PROSE = re.compile(r"(?:[-*#>]+ |\d+[.)] )?[A-Z][\w’']*(?:[,.!?:;](?:\s|$)|\s+[\w(`\"'*–-])")
_PART_OF_A_FENCE = re.compile(r"\n[ \t]*(?:`{1,2}|~{1,2})\Z")


def code_of(
    text: str, *, cut_off: bool = False, binds: Collection[str] = (), original: str = ""
) -> str | None:
    """The rewrite in an answer: Python that parses, ending in a newline; None where there is none.

    `cut_off` says that the answer didn't come to its end: then only a block counts that was closed
    and that no other one follows, since a block that breaks off may parse and yet do half the work.
    What began and wasn't finished is `begun_code`'s.

    Of several blocks of Python it is the last one, since models quote what they start from before
    they rewrite it, and revise. Left out are blocks that only use what an earlier one binds
    (examples), that repeat lines of a longer one (explanations), and that are `original` again.
    Of what remains those come first that bind most of `binds`, the names that a rewrite must
    leave. Blocks of nothing but imports join what follows them, and a block that goes on from the
    chosen one joins it where only it binds a name of `binds`. Blocks without a label count where
    none is labelled Python, and only if they do something; text without a fence likewise.

    The time it takes is linear in the length of the answer.
    """
    answer = _answer(text)
    in_json = code_in(object_at_start(answer))
    if in_json is not None:
        answer, cut_off = _answer(in_json), False
    blocks = list(_blocks(answer))
    if cut_off and blocks and not blocks[-1][0].closed:
        return None
    pieces = _pieces(blocks)
    if pieces:
        return chosen(pieces, frozenset(binds), original)
    if blocks or is_json(answer):
        return None
    in_json = code_in_prose(answer)
    if in_json is not None:
        return _bare(in_json)
    return None if cut_off else _bare(answer)


def begun_code(text: str) -> str:
    """What stands of the code that an answer broke off in, as it came; empty where there is none.

    Only for `trim.complete_prefix`, to show it or to ask for the rest. Never for running: a loop
    without its last line parses, and gives another answer.
    """
    lines = _answer(text).split("\n")
    start, last = 0, None
    for _ in range(_MOST_BLOCKS):
        block = next(readings(lines, start), None)
        if block is None:
            break
        start, last = block.end, block
    if last is not None:
        begun = "" if last.closed or last.language not in ("python", "") else last.text
        return _PART_OF_A_FENCE.sub("", begun.removesuffix("\n"))
    first = next((line for line in lines if line.strip()), "")
    return "" if _PROSE.match(first) or first[:1] in "{[" else "\n".join(lines)


def _answer(text: str) -> str:
    return without_thinking(with_newlines(text).removeprefix("\ufeff"))


Reading = tuple[Block, Piece | None]


def _blocks(answer: str) -> Iterator[Reading]:
    """The blocks of an answer in order, each with its code where it is Python."""
    lines = answer.split("\n")
    start, forgotten = 0, 0
    for _ in range(_MOST_BLOCKS):
        reading = _read(lines, start)
        if reading is None or forgotten > _MOST_FORGOTTEN:
            break
        yield reading
        start = reading[0].end
        forgotten += not reading[0].fenced


def _read(lines: list[str], start: int) -> Reading | None:
    """The first block from line `start` in the first reading that makes Python of it."""
    first = None
    for block in readings(lines, start):
        first = first or block
        if block.language not in ("python", "", "json"):
            break
        piece = _piece(block)
        if piece is not None:
            return block, piece
    return None if first is None else (first, None)


def _piece(block: Block) -> Piece | None:
    if block.language != "python":
        in_json = code_in(object_at_start(block.text))
        if in_json is not None or block.language == "json":
            found = python_of(in_json or "")
            return Piece.of(*found) if found else None
    found = python_of(block.text)
    return Piece.of(*found) if found else None


def _pieces(blocks: list[Reading]) -> list[Piece]:
    """The Python of the blocks that say so; where none does, of those that look like it."""
    labelled = [p for block, p in blocks if p is not None and block.language != ""]
    if labelled:
        return labelled
    return [p for _, p in blocks if p is not None and looks_like_code(p.tree)]


# --- code without a fence


def _bare(answer: str) -> str | None:
    """Code that is the whole answer, or all of it but a paragraph of prose before and after."""
    paragraphs = re.split(r"\n[ \t]*\n", answer.strip("\n"))
    if len(paragraphs) > 1 and _PROSE.match(paragraphs[0]):
        del paragraphs[0]
    if len(paragraphs) > 1 and _PROSE.match(paragraphs[-1]):
        del paragraphs[-1]
    found = python_of("\n\n".join(paragraphs))
    return found[0] if found is not None and looks_like_code(found[1]) else None
