"""Folded lists of a page."""

from __future__ import annotations

from collections.abc import Iterable

from . import static_html as page
from .limits import clipped
from .lines import Cut


def bullets(head: str, lines: Iterable[str], cut: Cut, opened: bool = False) -> str:
    """A folded list; what was cut is counted."""
    found = list(lines)
    if not found:
        return ""
    shown = [clipped(line, cut.words_chars) for line in found[: cut.notes]]
    if more := len(found) - len(shown):
        shown.append(f"… and {more} more")
    return page.details(f"{head} ({len(found)})", page.bullets(shown), opened=opened)
