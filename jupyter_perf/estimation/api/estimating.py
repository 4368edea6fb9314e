"""From the calls of a cell to its price and time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...core import units
from ...core.model_prices import Price, own_prices, price_at
from ...core.ranges import Range
from ..result import Estimate, Row, Size, WhatIf
from . import answers, pricing
from .answers import TYPICAL, Latency
from .counting import total
from .sites import CallSite, Found, search

_HERE = "the model runs on this machine, and how fast isn't known"
_REMOTE = "it is spent where the model runs, by hardware that isn't known"


@dataclass(frozen=True)
class Part:
    """One site with its price and time; None where that isn't known."""

    site: CallSite
    price: Price | None
    usd: Range | None
    seconds: Range | None
    free: bool = False


def estimate(
    source: str,
    namespace: Mapping[str, object],
    *,
    today: datetime.date | None = None,
    latency: Latency | None = None,
    prices: Sequence[Price] | None = None,
) -> Estimate | None:
    """What the calls of models in a cell will cost; None where it has none.

    `prices` are the user's (default: their file), `latency` what was measured of earlier calls.
    Raises UsageError where the user's file of prices can't be understood.
    """
    found = search(source, namespace)
    if not found.sites:
        return None
    own = own_prices() if prices is None else prices
    speed = latency or TYPICAL
    parts = [_part(site, own, speed, latency is not None) for site in found.sites]
    reasons = {
        "peak_bytes": "only what is asked of models was estimated",
        "joules": _REMOTE,
        "grams_co2e": _REMOTE,
    }
    usd = _sum(parts, "usd", reasons)
    seconds = _sum(parts, "seconds", reasons)
    return Estimate(
        kind="api",
        source=source,
        target="api",
        title=_title(parts),
        seconds=seconds,
        usd=usd,
        reasons=reasons,
        bound="latency" if seconds else "",
        assumptions=_assumptions(parts, speed, today or datetime.date.today()),
        rows=_rows(parts),
        sizes=_sizes(found),
        what_if=_what_if(parts, usd),
        figures=_figures(parts),
        notes=_notes(found, parts),
    )


def _part(site: CallSite, own: Sequence[Price], speed: Latency, measured: bool = False) -> Part:
    """Usual speeds are those of providers: of what runs here, only a measured one counts."""
    here = pricing.is_here(site.host)
    price = price_at(pricing.plain(site.model), site.host, own) if site.model else None
    each = answers.EMBEDDING_S if not site.writes else speed.seconds(site.output_tokens)
    free = here and price is None
    if site.calls is None:
        return Part(site, price, None, None, free)
    seconds = pricing.times(site.calls, each).scaled(1 / site.at_once)
    # However many run at once, none ends before it is through.
    floor = each if site.calls.value >= 1 else Range(0.0, 0.0, each.high)
    seconds = Range(
        *(max(getattr(seconds, e), getattr(floor, e)) for e in ("value", "low", "high"))
    )
    if free:
        return Part(site, None, Range(0.0, 0.0, 0.0), seconds if measured else None, True)
    usd = pricing.times(site.calls, pricing.of_one(site, price)) if price else None
    return Part(site, price, usd, None if here and not measured else seconds)


def _sum(parts: Sequence[Part], name: str, reasons: dict[str, str]) -> Range | None:
    """Of all sites; None where one isn't known, with its reason."""
    known: list[Range] = []
    for part in parts:
        found = getattr(part, name)
        if found is None:
            reasons[name] = part.site.why or (_HERE if name == "seconds" else _unpriced(part.site))
            return None
        known.append(found)
    return total(known)


def _unpriced(site: CallSite) -> str:
    if not site.model:
        return f"line {site.line}: which model is asked isn't known"
    where = f" at {site.host}" if site.host else ""
    return (
        f"the price of {site.model}{where} isn't known: add it to `prices.toml` "
        "(`%perf models` says where that is)"
    )


def _rows(parts: Sequence[Part]) -> tuple[Row, ...]:
    whole = sum(part.seconds.value for part in parts if part.seconds)
    return tuple(
        Row(
            name=f"{part.site.call} ({part.site.model or 'unknown model'})",
            seconds=part.seconds,
            share=part.seconds.value / whole if part.seconds and whole else None,
            bound="latency",
            line=part.site.line,
            count=max(1, round(part.site.calls.value)) if part.site.calls else 1,
            note=_said(part),
        )
        for part in parts
    )


def _said(part: Part) -> str:
    """How often, how many tokens, for how much."""
    site = part.site
    once = site.calls is not None and site.calls.low == site.calls.high == 1
    words = [site.why or ("1 call" if once else f"{_span(site.calls)} calls")]
    words.append(f"{_span(site.input_tokens)} tokens read each")
    if site.writes:
        words.append(f"{_span(site.output_tokens)} written each")
    if site.at_once > 1:
        words.append(f"{units.count(site.at_once)} at once")
    if part.free:
        words.append("free: it runs on this machine")
    elif part.usd is not None:
        words.append(f"{units.usd(part.usd.low)} to {units.usd(part.usd.high)}")
    elif part.price is not None:
        words.append(f"{units.usd(pricing.of_one(site, part.price).value)} each")
    return ", ".join(words)


def _span(found: Range | None) -> str:
    if found is None:
        return "unknown"
    if round(found.low) == round(found.high):
        return units.count(found.value)
    return f"{units.count(found.value)} ({units.count(found.low)}–{units.count(found.high)})"


def _figures(parts: Sequence[Part]) -> dict[str, Range | float | str]:
    figures: dict[str, Range | float | str] = {}
    counted = [part.site for part in parts if part.site.calls is not None]
    if len(counted) == len(parts):
        calls = [site.calls for site in counted if site.calls is not None]
        figures["calls"] = total(calls)
        for name in ("input_tokens", "output_tokens"):
            each = [getattr(site, name) for site in counted]
            figures[name] = total(
                pricing.times(times, size) for times, size in zip(calls, each, strict=True)
            )
    ones = [pricing.of_one(part.site, part.price) for part in parts if part.price]
    if len(parts) == 1 and ones:
        figures["usd_per_call"] = ones[0]
    return figures


def _what_if(parts: Sequence[Part], usd: Range | None) -> tuple[WhatIf, ...]:
    """Ten times as much, all in a batch, all input from the cache: where the table knows."""
    if usd is None or not usd.value:
        return ()
    found = [WhatIf("10 × the calls", {}, usd=usd.scaled(10.0))]
    batch = [pricing.batched(part.usd, part.site.host) for part in parts if part.usd]
    if all(each is not None for each in batch):
        within = "through the batch API, within 24 hours"
        found.append(WhatIf(within, {}, usd=total(each for each in batch if each)))
    cached = [pricing.cached(part.site, part.price) for part in parts if part.price]
    if cached and len(cached) == len(parts) and all(each is not None for each in cached):
        label = "all input read from the provider's cache"
        found.append(WhatIf(label, {}, usd=total(each for each in cached if each)))
    return tuple(found)


def _sizes(found: Found) -> tuple[Size, ...]:
    calls = sum(site.calls.value for site in found.sites if site.calls)
    return (Size("calls", calls, "calls", role="fixed"),) if calls else ()


def _assumptions(parts: Sequence[Part], speed: Latency, today: datetime.date) -> tuple[str, ...]:
    said: dict[str, None] = {}
    for part in parts:
        site = part.site
        said[_counting(site)] = None
        if site.writes:
            said[_writing(site)] = None
        if part.price is not None:
            said[pricing.origin(part.price, today)] = None
    said[speed.source] = None
    return tuple(said)


def _counting(site: CallSite) -> str:
    if site.counted_by:
        return f"tokens of prompts counted by {site.counted_by}"
    return (
        "tokens of prompts approximated from their words and scripts, no tokenizer of "
        f"{site.model or 'the model'} being at hand"
    )


def _writing(site: CallSite) -> str:
    written = site.output_tokens
    span = f"{units.count(written.low)} to {units.count(written.high)} tokens"
    if site.limit is not None and site.limit <= written.high:
        return f"answers of {span}: the call allows no more than {units.count(site.limit)}"
    most = f" (at most {units.count(site.limit)})" if site.limit else ""
    return f"answers of {span}{most}, as they usually are"


def _notes(found: Found, parts: Sequence[Part]) -> tuple[str, ...]:
    notes = dict.fromkeys(found.notes)
    if any(part.site.gaps for part in parts):
        notes["parts of the prompts can't be known before the cell runs: taken for usual"] = None
    if any(part.site.calls and part.site.calls.low == 0 for part in parts):
        notes["some calls are made under a condition: counted where they may be, down to none"] = (
            None
        )
    notes["rate limits of your account aren't known, and may make it slower"] = None
    return tuple(notes)


def _title(parts: Sequence[Part]) -> str:
    models = dict.fromkeys(part.site.model or "unknown model" for part in parts)
    return ", ".join(models)
