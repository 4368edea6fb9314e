"""How an estimate is shown: text, static HTML, and data for a front end of ours."""

from __future__ import annotations

from typing import Any

from ..estimation.result import Estimate
from . import estimate_data
from .envelope import MIME_TYPE, NOWHERE, Context
from .estimate_html import html
from .estimate_levels import LEVELS
from .estimate_text import text
from .limits import first_that_fits


def mimebundle(
    found: Estimate, *, aside: tuple[str, ...] = (), context: Context = NOWHERE
) -> dict[str, Any]:
    """All forms of `found`, cut so that together they stay small in a saved notebook.

    `aside` are remarks of whoever shows it.
    """
    return first_that_fits(
        lambda cut: {
            "text/plain": text(found, cut, aside),
            "text/html": html(found, cut, aside),
            MIME_TYPE: estimate_data.finished(found, cut, context, aside),
        },
        LEVELS,
    )
