"""How the machines to rent are shown: text, static HTML, and data for a front end of ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..estimation.serving.result import ServingEstimate
from . import serving_data
from .envelope import MIME_TYPE
from .limits import first_that_fits
from .serving_html import html
from .serving_levels import LEVELS, Cut
from .serving_text import text


def mimebundle(found: ServingEstimate, *, aside: Sequence[str] = ()) -> dict[str, Any]:
    """All forms of `found`, cut so that together they stay small in a saved notebook.

    `aside` are remarks of whoever shows it.
    """

    def made(cuts: tuple[Cut, Cut]) -> dict[str, Any]:
        page, plain = cuts
        return {
            "text/plain": text(found, plain, aside),
            "text/html": html(found, page, aside),
            MIME_TYPE: serving_data.finished(found, page, aside),
        }

    return first_that_fits(made, LEVELS)
