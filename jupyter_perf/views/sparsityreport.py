"""How a sparsity report is shown: text, static HTML, and data for a front end of ours."""

from __future__ import annotations

from typing import Any

from ..sparsity.result import SparsityReport
from . import sparsity_data
from .envelope import MIME_TYPE, NOWHERE, Context
from .limits import first_that_fits
from .sparsity_html import html
from .sparsity_levels import LEVELS, Cut
from .sparsity_text import text


def mimebundle(
    found: SparsityReport, *, aside: tuple[str, ...] = (), context: Context = NOWHERE
) -> dict[str, Any]:
    """All forms of `found`, cut so that together they stay small in a saved notebook.

    `aside` are remarks of whoever shows it.
    """

    def made(cut: Cut) -> dict[str, Any]:
        return {
            "text/plain": text(found, cut, aside),
            "text/html": html(found, cut, aside),
            MIME_TYPE: sparsity_data.finished(found, cut, context, aside),
        }

    return first_that_fits(made, LEVELS)
