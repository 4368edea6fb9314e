"""A manual as a section of a page."""

from __future__ import annotations

import re

from .describing import safe


def manual(markdown: str) -> str:
    """Its title becomes a section's, and what is below that stays below."""
    parts = re.split(r"^(```.*?^```)", markdown.strip(), flags=re.MULTILINE | re.DOTALL)
    for at in range(0, len(parts), 2):  # the others are code
        parts[at] = safe(re.sub(r"^#", "##", parts[at], flags=re.MULTILINE))
    return "".join(parts)
