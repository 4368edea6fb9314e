"""What is wider than a narrow notebook: it is moved sideways there, and stays legible."""

from __future__ import annotations

STYLE = (
    "<style>.jperf .wide{overflow-x:auto}.jperf .wide svg,.jperf .wide img{min-width:30em}</style>"
)


def wide(content: str) -> str:
    """HTML that scrolls by itself, by keys too; "" stays "". Its page needs `STYLE`."""
    return f'<div class="wide" tabindex="0">{content}</div>' if content else ""
