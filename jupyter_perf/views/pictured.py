"""Charts as images, which survive where drawings are taken out of pages.

A notebook that isn't trusted, and most code hosts, strip inline SVG and leave the words in it run
together; an image in the page's own text they keep. An image inherits nothing: what has the text's
colour gets a grey that can be read on white and on black.
"""

from __future__ import annotations

import re

GREY = "#808080"
"""Contrast 3.9 : 1 on white, 4.8 : 1 on JupyterLab's dark."""
_CHART = re.compile(r"<svg [^>]*\baria-label=.*?</svg>", re.DOTALL)
_SAID = re.compile(r' role="img"| aria-label="[^"]*"')
_FONT = 'font-family="system-ui,sans-serif"'
_FAINT_WORDS = re.compile(r'(<(?:text|g)\b[^>]*?) opacity="0?\.[5-9]\d*"')


def pictured(html: str) -> str:
    """`html` with every labelled SVG as an image whose text is the label."""
    return _CHART.sub(lambda match: _image(match[0]), html)


def _image(drawing: str) -> str:
    opening = drawing[: drawing.index(">")]
    label, width = _attribute(opening, "aria-label"), _attribute(opening, "width")
    drawn = _SAID.sub("", drawing, count=2).replace("currentColor", GREY)
    # Words in grey are faint enough.
    drawn = _FAINT_WORDS.sub(r"\1", drawn.replace("<svg ", f"<svg {_FONT} ", 1))
    return f'<img width="{width}" alt="{label}" src="data:image/svg+xml,{_in_address(drawn)}"/>'


def _in_address(drawn: str) -> str:
    """Text of a data address in double quotes: a third shorter than base64, as outputs are small.

    What stands between the SVG's own double quotes holds no single ones: they are escaped there.
    """
    return drawn.replace("%", "%25").replace("#", "%23").replace("&", "&amp;").replace('"', "'")


def _attribute(opening: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', opening)
    return found[1] if found else ""
