"""Regular expressions that Arrow's library (RE2) understands just as Python does.

Python's own finds texts one by one; a column's methods hand the whole column to RE2. The two part
ways where characters aren't ASCII, in what counts as white space, at `$` before a last line end,
and at matches of nothing.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from ..facts import Facts

_CATEGORIES = {sre.CATEGORY_DIGIT, sre.CATEGORY_NOT_DIGIT, sre.CATEGORY_WORD, sre.CATEGORY_NOT_WORD}
_SPACES = {sre.CATEGORY_SPACE, sre.CATEGORY_NOT_SPACE}
_PLACES = {sre.AT_BEGINNING, sre.AT_BOUNDARY, sre.AT_NON_BOUNDARY, sre.AT_BEGINNING_STRING}
_LONGEST = 500
"""RE2 knows no larger number of repeats than twice this."""
OTHER_SPACES = r"[\v\x1c-\x1f]"
"""White space to Python that is none to RE2."""


@dataclass(frozen=True)
class Pattern:
    """How a pattern is written (`text`), and whether it asks for white space and for the end."""

    text: str
    spaces: bool
    ends: bool
    empty: bool
    """True where nothing may match."""
    groups: bool


def pattern_of(node: ast.expr, facts: Facts) -> Pattern | None:
    """The pattern that an expression is: a text, or a compiled one; None for one that differs."""
    found = _compiled(node, facts)
    if found is not None:
        known = _parsed(found)
        return None if known is None else Pattern(f"{ast.unparse(node)}.pattern", *known)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        known = _parsed(node.value)
        return None if known is None else Pattern(facts.source.segment(node), *known)
    return None


def _compiled(node: ast.expr, facts: Facts) -> str | None:
    """The text of a pattern that a name was given by `re.compile`, without flags."""
    if not isinstance(node, ast.Name):
        return None
    made = facts.assigned(node)
    if isinstance(made, ast.Call) and facts.full_name(made.func) == "re.compile":
        plain = len(made.args) == 1 and not made.keywords
        text = made.args[0].value if plain and isinstance(made.args[0], ast.Constant) else None
        return text if isinstance(text, str) else None
    held = facts.samples(node)
    known = [one for one in held if type(one) is re.Pattern and one.flags == re.UNICODE]
    fits = len(held) == len(known) == 1 and isinstance(known[0].pattern, str)
    return known[0].pattern if fits else None


def _parsed(text: str) -> tuple[bool, bool, bool, bool] | None:
    """(whether it asks for white space, for the end, may match nothing, has groups), or None."""
    if not text.isascii() or not text:
        return None
    try:
        tree = _parser.parse(text)
    except re.error:
        return None
    if tree.state.flags & ~re.UNICODE:
        return None
    seen: set[str] = set()
    if not _known(tree, seen, 1):
        return None
    empty = tree.getwidth()[0] == 0
    return "space" in seen, "end" in seen, empty, tree.state.groups > 1


def _known(tree: Any, seen: set[str], times: int) -> bool:
    return all(_known_part(op, value, seen, times) for op, value in tree)


def _known_part(op: Any, value: Any, seen: set[str], times: int) -> bool:
    if op in (sre.LITERAL, sre.NOT_LITERAL, sre.RANGE, sre.ANY, sre.NEGATE):
        return True
    if op is sre.CATEGORY:
        seen |= {"space"} if value in _SPACES else set()
        return value in _CATEGORIES | _SPACES
    if op is sre.IN:
        return _known(value, seen, times)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, inner = value
        times *= max(least, 1 if most is sre.MAXREPEAT else most)
        return times <= _LONGEST and inner.getwidth()[0] > 0 and _known(inner, seen, times)
    if op is sre.SUBPATTERN:
        _, added, removed, inner = value
        return not (added or removed) and _known(inner, seen, times)
    if op is sre.BRANCH:
        return all(_known(inner, seen, times) for inner in value[1])
    if op is sre.AT:
        seen |= {"end"} if value is sre.AT_END else set()
        return value in _PLACES or value is sre.AT_END
    return False
