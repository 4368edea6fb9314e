"""How an estimate is shown: text, static HTML, and data for a front end of ours."""

from __future__ import annotations

from typing import Any

from ..estimation.result import Estimate
from . import estimate_data
from .envelope import MIME_TYPE, NOWHERE, Context
from .estimate_html import html
from .estimate_levels import LEVELS, Cut
from .estimate_text import text
from .estimate_trim import trimmed
from .limits import first_that_fits


def mimebundle(
    found: Estimate, *, aside: tuple[str, ...] = (), context: Context = NOWHERE
) -> dict[str, Any]:
    """All forms of `found`, cut so that together they stay small in a saved notebook.

    `aside` are remarks of whoever shows it.
    """

    def made(cut: Cut) -> dict[str, Any]:
        shown = trimmed(found, cut)
        return {
            "text/plain": text(shown, cut, aside),
            "text/html": html(shown, cut, aside),
            MIME_TYPE: estimate_data.finished(shown, cut, context, aside),
        }

    return first_that_fits(made, LEVELS)
