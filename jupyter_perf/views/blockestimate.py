"""How an estimate of blocks is shown: text and static HTML."""

from __future__ import annotations

from typing import Any

from ..estimation.blocks.result import BlockEstimate
from .blocks_html import html
from .blocks_levels import LEVELS, Cut
from .blocks_text import text
from .limits import first_that_fits


def mimebundle(found: BlockEstimate, *, aside: tuple[str, ...] = ()) -> dict[str, Any]:
    """Both forms of `found`, cut so that together they stay small in a saved notebook.

    `aside` are remarks of whoever shows it.
    """

    def made(cut: Cut) -> dict[str, Any]:
        return {"text/plain": text(found, cut, aside), "text/html": html(found, cut, aside)}

    return first_that_fits(made, LEVELS)
