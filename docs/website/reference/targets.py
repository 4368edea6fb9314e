"""Hardware targets, from the catalogue that the package ships."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .describing import rows_of, safe


def text() -> str:
    """Rows of the shipped catalogue; a user's own aren't on a page for all."""
    from jupyter_perf.core.targets.catalogue import shipped

    about = (
        "Names for `--target`. `here` is the machine itself, and `%perf targets` shows these rows"
        " beside your own. A price is of one device for an hour, at the place and date given."
    )
    heading = ("Target", "Hardware", "Kind", "Memory", "Bandwidth", "Price", "Figures from")
    return f"{about}\n\n{rows_of(heading, (list(_row(each)) for each in shipped()))}"


def _row(target: Any) -> Iterator[str]:
    yield f"`{target.name}`"
    yield safe(target.title)
    yield target.kind
    yield f"{target.memory_gb:g} GB" if target.memory_gb else ""
    yield f"{target.bandwidth_gb_per_s:g} GB/s" if target.bandwidth_gb_per_s else ""
    yield _price(target)
    yield (
        f"[{safe(target.source)}]({target.source_url})"
        if target.source_url
        else safe(target.source)
    )


def _price(target: Any) -> str:
    if target.usd_per_hour is None:
        return ""
    return safe(f"${target.usd_per_hour:g} ({target.price_source}, {target.price_date})")
