"""Cutting an answer back to whole syntax, by the parser (SAFIM, arXiv 2403.04814, section 4.2).

A completion that goes between a prefix and a suffix is good when the tree around it is what it
would be with a placeholder in its place: then it stays inside of its block. `trimmed` returns what
passes that; whether all of it came is another question, and one that syntax can't answer. So
nothing that was cut off is run because it could be trimmed.
"""

from __future__ import annotations

import ast
import re

from .parsing import LONGEST_CODE, line_end_of, lines_of, parsed
from .slots import Slot

_MOST_TRIES = 64
"""Parses; each takes about as long as reading the whole text."""
_TRY = re.compile(r"[ \t]*try[ \t]*:")
_OUTER = re.compile(r"(?!else\b|elif\b|except\b|finally\b)[\w@]")


def trimmed(prefix: str, completion: str, suffix: str) -> str | None:
    """The longest leading lines of `completion` that make a block between `prefix` and `suffix`.

    Drops last lines until all of it parses and everything outside of the block is unchanged as a
    syntax tree. None where nothing remains, or where prefix and suffix don't fit around a block.
    For extra text after a completion that came to its end.
    """
    lines = lines_of(completion)
    slot = Slot.for_block(prefix, _indent_of(lines), suffix)
    if slot is None or len(completion) > LONGEST_CODE:
        return None
    end = line_end_of(prefix + suffix)
    before = len(lines_of(prefix)) - (not prefix.endswith(("\n", "\r")) and bool(prefix))
    for _ in range(_MOST_TRIES):
        part = "".join(lines)
        if not part.strip():
            return None
        if suffix and not part.endswith(("\n", "\r")) and not suffix.startswith(("\n", "\r")):
            part += end
        tree = parsed(prefix + part + suffix)
        if isinstance(tree, ast.Module):
            if slot.fits(tree):
                return part
            wrong = slot.leaves_at(tree, before, len(lines))
        else:
            wrong = (tree.lineno or 0) - 1 - before
        # What stands before the first wrong line was read without trouble.
        del lines[wrong if 0 < wrong < len(lines) else len(lines) - 1 :]
    return None


def complete_prefix(code: str) -> str | None:
    """The longest leading lines of a cell that was cut off whose statements are all whole.

    To show what came, and to ask a model to go on from there: never to run it. The last block may
    have been going to go on, and a line that parses may have been the first half of a longer one,
    so a last line without its end is dropped. None where no statement is whole.
    """
    lines = lines_of(code)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines.pop()
    del lines[_line_at(lines, LONGEST_CODE) :]
    for attempt in range(_MOST_TRIES):
        part = "".join(lines)
        tree = parsed(part)
        if isinstance(tree, ast.Module):
            return part if tree.body else None
        wrong = min((tree.lineno or 0) - 1, len(lines) - 1)
        if "expected 'except'" in tree.msg:
            # It fails where it ends, however long it is: nothing of it can stay.
            wrong = _start_of_try(lines)
        elif attempt >= _MOST_TRIES // 2:
            wrong = _last_outer_line(lines)
        del lines[max(wrong, 0) :]
    return None


def _indent_of(lines: list[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    return first[: len(first) - len(first.lstrip(" \t"))]


def _line_at(lines: list[str], characters: int) -> int:
    """Index of the first line that goes past so many characters."""
    total = 0
    for index, line in enumerate(lines):
        total += len(line)
        if total > characters:
            return index
    return len(lines)


def _start_of_try(lines: list[str]) -> int:
    """Index of the last `try` that the end of the lines is in."""
    inner = _indent_of([line for line in lines if line.strip()][-1:])
    for index in range(len(lines) - 1, -1, -1):
        if _TRY.match(lines[index]) and len(_indent_of(lines[index : index + 1])) < len(inner):
            return index
    return len(lines) - 1


def _last_outer_line(lines: list[str]) -> int:
    """Index of the last line where a statement at the top level begins."""
    starts = (i for i in range(len(lines) - 1, -1, -1) if _OUTER.match(lines[i]))
    return next(starts, 0)
