"""The models that can be asked, as `%perf models` shows them."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core import units
from ..refinement.endpoint.prices import Price
from . import static_html as page
from .limits import clipped, visible

_SHOWN = 40
_ID_CHARS = 100
_WIDTH = 80
_HEAD = ("Model", "Reads", "A million tokens in, out", "Text to use")
_NOTE = (
    "Prices are those of the makers' or endpoints' pages on the date beside them; check them before"
    " you rely on them. Yours come first, from {file}."
)


@dataclass(frozen=True)
class Offer:
    """One model."""

    model: str
    command: str
    """The line that asks it."""
    price: Price | None = None
    context_tokens: int | None = None


@dataclass(frozen=True)
class Place:
    """An endpoint or a server on this machine, and what it offers."""

    title: str
    offers: tuple[Offer, ...]
    notes: tuple[str, ...] = ()


def model_table(places: Sequence[Place], search: str, prices: Path) -> dict[str, Any]:
    """Each place with those of its models whose id holds `search`, in any case.

    `prices` is where the user's own prices would be.
    """
    texts, parts = [], []
    for place in places:
        text, html = _place(place, search)
        texts.append(text)
        parts.append(html)
    note = _NOTE.format(file=f"`{visible(_without_home(prices))}`")
    texts.append(
        "\n".join(textwrap.wrap(note, _WIDTH, break_on_hyphens=False, break_long_words=False))
    )
    html = page.root(*parts, page.paragraph(note, "soft"))
    return {"text/plain": "\n\n".join(texts), "text/html": html}


def _place(place: Place, search: str) -> tuple[str, str]:
    """As text and as HTML."""
    matching = [each for each in place.offers if search.lower() in each.model.lower()]
    shown = matching[:_SHOWN]
    head = visible(place.title)
    if matching or not place.notes:
        head += f": {units.counted(len(matching), 'model')}"
    if len(matching) > len(shown):
        head += f", the first {len(shown)} shown (--search WORD finds others)"
    rows = [_row(offer) for offer in shown]
    notes = [visible(note) for note in place.notes]
    lines = [head, *notes]
    for model, context, price, command in rows:
        figures = ", ".join(filter(None, (context and f"reads {context}", price)))
        lines += [f"  {model}" + (f" ({figures})" if figures else ""), f"      {command}"]
    html = [page.headline(head, ""), *(page.paragraph(note, "warn") for note in notes)]
    if rows:
        html.append(page.table(_HEAD, [(*row[:3], f"`{row[3]}`") for row in rows]))
    return "\n".join(lines), "".join(html)


def _without_home(file: Path) -> str:
    """Notebooks are passed on: whose home it is in is nobody's business."""
    home = os.path.expanduser("~")
    return f"~/{file.relative_to(home).as_posix()}" if file.is_relative_to(home) else str(file)


def _row(offer: Offer) -> tuple[str, str, str, str]:
    context = "" if offer.context_tokens is None else units.counted(offer.context_tokens, "token")
    # Backticks would end what is shown as code.
    command = visible(offer.command).replace("`", "\N{MODIFIER LETTER GRAVE ACCENT}")
    return clipped(visible(offer.model), _ID_CHARS), context, _price(offer.price), command


def _price(price: Price | None) -> str:
    if price is None:
        return ""
    if price.is_free:
        return "free"
    said = f"{units.usd(price.input_usd)}, {units.usd(price.output_usd)}"
    return f"{said} ({price.as_of})" if price.as_of else said
