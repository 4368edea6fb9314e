"""What calls cost by the table of prices: each, in a batch, with cached input."""

from __future__ import annotations

import datetime
import ipaddress

from ...core.model_prices import Price
from ...core.ranges import Range
from ..combining import product
from .interfaces import ANTHROPIC, GOOGLE, OPENAI
from .sites import CallSite

BATCH_SHARE = {OPENAI: 0.5, ANTHROPIC: 0.5, GOOGLE: 0.5}
"""Of the price, for requests that are handed in together and answered within a day. Sources:
https://developers.openai.com/api/docs/guides/batch,
https://platform.claude.com/docs/en/build-with-claude/batch-processing,
https://ai.google.dev/gemini-api/docs/batch-api (2026-11)."""
OLD_DAYS = 180
_MILLION = 1e6


def of_one(site: CallSite, price: Price) -> Range:
    """US dollars of one call; errors of what is read and what is written have nothing in common,
    but both are errors of the same kind of guess, so ends are added."""

    def at(end: str) -> float:
        read, written = getattr(site.input_tokens, end), getattr(site.output_tokens, end)
        return price.usd(round(read), 0) * _rest(read) + _written(price, read, written)

    return Range(at("value"), at("low"), at("high"))


def times(calls: Range, each: Range) -> Range:
    """So many of them; how many and how much each are independent."""
    return product(calls, each)


def batched(usd: Range | None, host: str) -> Range | None:
    """The same through the provider's batch API; None where it isn't known to have one."""
    share = BATCH_SHARE.get(host)
    return usd.scaled(share) if usd is not None and share else None


def cached(site: CallSite, price: Price | None) -> Range | None:
    """The same with all that is read from the provider's cache; None where that isn't priced."""
    if price is None or price.cached_input_usd is None or site.calls is None:
        return None
    rate = price.cached_input_usd / _MILLION

    def at(end: str) -> float:
        read, written = getattr(site.input_tokens, end), getattr(site.output_tokens, end)
        return float(read * rate + _written(price, read, written))

    return times(site.calls, Range(at("value"), at("low"), at("high")))


def origin(price: Price, today: datetime.date) -> str:
    """Where a price is from, and that it is old, if it is."""
    said = f"{price.model}: ${price.input_usd:g} for a million tokens read"
    if price.output_usd:
        said += f", ${price.output_usd:g} written"
    said += f" ({price.source}" + (f", {price.as_of})" if price.as_of else ")")
    year, _, month = price.as_of.partition("-")
    if year and (today - datetime.date(int(year), int(month or 12), 28)).days > OLD_DAYS:
        said += ": it may have changed"
    return said


def plain(model: str) -> str:
    """Without the provider's name that litellm puts before it."""
    prefix, slash, rest = model.partition("/")
    own = ("openai", "anthropic", "gemini", "deepseek", "mistral", "groq", "xai", "openrouter")
    return rest if slash and prefix in own else model


def is_here(host: str) -> bool:
    """Whether the endpoint is on this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _rest(tokens: float) -> float:
    """Prices are for whole tokens; averages aren't whole."""
    return tokens / round(tokens) if round(tokens) else 0.0


def _written(price: Price, read: float, written: float) -> float:
    """Of the answer: whether a request is a long one depends on what it reads."""
    return (price.usd(round(read), 1_000_000) - price.usd(round(read), 0)) * written / _MILLION
