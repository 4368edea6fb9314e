"""A range of whole numbers as two ranges that meet where a test turns."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..vectorise.places import summed
from ._index_tests import Cut, is_whole


def ends_of(called: ast.expr, changed: set[str], facts: Facts) -> tuple[str, str] | None:
    """Where a range of whole numbers starts and stops, both the same after the loop's rounds."""
    if not (isinstance(called, ast.Call) and isinstance(called.func, ast.Name)):
        return None
    if called.func.id != "range" or called.keywords or not 1 <= len(called.args) <= 2:
        return None
    if not facts.is_builtin("range", "len", "min", "max", at=called):
        return None
    if not all(is_whole(a, facts) and not flow.loads(a) & changed for a in called.args):
        return None
    texts = [facts.source.segment(argument) for argument in called.args]
    return ("0", texts[0]) if len(texts) == 1 else (texts[0], texts[1])


def parts_of(
    index: str, cut: Cut, ends: tuple[str, str], facts: Facts
) -> tuple[tuple[str, str], str] | None:
    """(ends of both parts of a range, a line above that works out where they meet)."""
    (start, stop), middle, line = ends, cut.text, ""
    if middle in (start, stop):
        return None
    if not _is_behind(middle, start):
        if middle.lstrip("-").isdigit():
            return None
        middle = facts.fresh(f"{index}_middle")
        line = f"{middle} = max({start}, {cut.text})"
    begin = "" if start == "0" else f"{start}, "
    # Where the range is empty both start where it does.
    until = middle if _is_behind(stop, cut.text) else f"min({middle}, {stop})"
    return (f"{begin}{until}", f"{middle}, {stop}"), line


def _is_behind(one: str, other: str) -> bool:
    """True where `one` is surely no less than `other`."""
    base, offset = summed(f"({one}) - ({other})")
    return not base and offset >= 0
