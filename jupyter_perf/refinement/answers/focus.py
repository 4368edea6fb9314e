"""A source that is too long for a model: the slow part, what it needs, and the way back."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..endpoint.tokens import estimate as tokens
from .outline import Outline
from .parsing import LONGEST_CODE, first_line, last_line, parsed, with_newlines
from .selecting import Sums, slow_part, snapped
from .splicing import definitions, spliced
from .whole_lines import Lines, Part

_CODE_SHARE = 0.6
"""Of the tokens that there are, for the part: the rest is for what it needs."""
_MOST_NAMES = 12


@dataclass(frozen=True)
class Focus:
    """A run of whole statements of one block, to be rewritten alone."""

    part: Part
    """Its first and last line, from 1."""
    code: str
    """Its lines, from column 0 on."""
    context: str
    """The rest of the source in outline, with a line where the part stands; empty where the part is
    all there is. To be read only: it needn't parse."""
    binds: tuple[str, ...] = ()
    """Names that the part binds in its own scope, sorted: what a rewrite should leave too."""


def focus(
    source: str,
    shares: Mapping[int, float],
    most_tokens: int,
    *,
    part: Part | None = None,
    estimate: Callable[[str], int] = tokens,
) -> Focus:
    """The part of `source` that a model is asked to rewrite, with what it needs of the rest.

    `shares` has shares of the time by line. A source of up to `most_tokens` is its own part. Of a
    longer one it is the outermost run of consecutive statements that has nearly as much of the time
    as any and takes little more than half of the tokens. A `part` that is given is only extended to
    whole statements, however long it is; so is a single statement that nothing can be left out of.
    The context gets the tokens that remain. Raises ValueError where the source isn't Python, is
    longer than `LONGEST_CODE` or has no statement.
    """
    lines = _lines(source)
    everything = 1, len(lines.texts)
    if part is None and estimate(source) <= most_tokens:
        return Focus(everything, with_newlines(source), "", _names(lines, everything))
    if part is None:
        most = max(int(most_tokens * _CODE_SHARE), 1)
        chosen = slow_part(lines, Sums(lines, shares, estimate), most)
    else:
        chosen = snapped(lines, part)
    code = lines.text(chosen)
    outline = Outline(lines, chosen, estimate)
    return Focus(
        chosen, code, outline.text(most_tokens - estimate(code)), tuple(sorted(outline.binds))
    )


def replaced(source: str, focus: Focus, new_code: str) -> str:
    """`source` with `new_code`, at any indentation, where `focus` has its part.

    Imports in the new code stay where they are in it. Raises ValueError, in words for the model,
    where it doesn't parse or its statements leave the block that the part is in.
    """
    lines = _lines(source)
    inside = focus.part[1] <= len(lines.texts)
    if not inside or lines.text(focus.part).strip("\n") != focus.code.strip("\n"):
        raise ValueError("the code isn't the one that the part was taken from")
    if with_newlines(new_code).strip("\n") == focus.code.strip("\n"):
        return source
    return spliced(source, lines, focus.part, new_code)


def part_named(source: str, name: str) -> Part:
    """The lines of the function, class or method called `name` (`Model.fit`, or `fit` alone).

    Of several definitions by the same dotted name it is the last one, which is the one in force.
    Raises ValueError with the names that there are where there is none, or several.
    """
    known = definitions(_lines(source).tree)
    found = [key for key in known if key == name] or [
        key for key in known if key.endswith(f".{name}")
    ]
    if len(found) == 1:
        return first_line(known[found[0]]), last_line(known[found[0]])
    if found:
        raise ValueError(f"{name!r} is several things: say which of {', '.join(sorted(found))}")
    near = difflib.get_close_matches(name, known, n=3)
    names = near or sorted(known)[:_MOST_NAMES]
    hint = f": did you mean {' or '.join(near)}?" if near else f": there are {', '.join(names)}"
    raise ValueError(
        f"there is no function or class {name!r}{hint if names else ', nor any other'}"
    )


def _lines(source: str) -> Lines:
    if len(source) > LONGEST_CODE:
        raise ValueError(f"the code is longer than {LONGEST_CODE} characters")
    tree = parsed(source)
    if isinstance(tree, SyntaxError):
        raise ValueError(f"the code doesn't parse: line {tree.lineno}: {tree.msg}")
    if not tree.body:
        raise ValueError("the code has no statement")
    return Lines(source, tree)


def _names(lines: Lines, part: Part) -> tuple[str, ...]:
    return tuple(sorted(Outline(lines, part, len).binds))
