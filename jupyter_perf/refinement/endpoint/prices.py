"""What the model that is asked costs: by `core.model_prices`, and nothing on this machine."""

from __future__ import annotations

from collections.abc import Iterable

from ...core.model_prices import Price, best, price_at, shipped
from . import addresses
from .target import Target

__all__ = ["FREE", "Price", "price_of", "shipped"]

FREE = Price("*", 0.0, 0.0, source="it runs on this machine")


def price_of(target: Target, own: Iterable[Price] = ()) -> Price | None:
    """What `target` costs, None where that isn't known. `own` are the user's prices."""
    listed = list(own)
    host = addresses.host_of(target.base_url)
    if not target.base_url and target.provider == "openai":
        host = addresses.host_of(addresses.OPENAI)
    if target.provider == "replay" or addresses.is_loopback(target.base_url):
        return best(target.model, host, listed) or FREE
    return price_at(target.model, host, listed)
