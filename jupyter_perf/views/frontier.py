"""How a frontier is shown: text, static HTML, and data for a front end of ours."""

from __future__ import annotations

from typing import Any

from ..tradeoff.result import Frontier
from . import frontier_data
from .envelope import MIME_TYPE, NOWHERE, Context
from .frontier_html import html
from .frontier_levels import LEVELS, Cut
from .frontier_text import text
from .limits import first_that_fits


def mimebundle(
    found: Frontier, *, aside: tuple[str, ...] = (), context: Context = NOWHERE
) -> dict[str, Any]:
    """All forms of `found`, cut so that together they stay small in a saved notebook.

    `aside` are remarks of whoever shows it.
    """

    def made(cut: Cut) -> dict[str, Any]:
        return {
            "text/plain": text(found, cut, aside),
            "text/html": html(found, cut, aside),
            MIME_TYPE: frontier_data.finished(found, cut, context, aside),
        }

    return first_that_fits(made, LEVELS)
