"""What tokens cost, by endpoint and model: a dated, sourced table, and what the user says.

A price belongs to an endpoint: the same model costs something else at another one, so a row counts
for its host alone. Where a price depends on the hour, or is a promotion that ends, the highest
counts: limits err on the safe side. `context_tokens` is the model's window, or as much of it as
the price is known for. Discounts and surcharges for cached input are told, not counted.

The user's own prices come first. In `prices.toml` in the folder `jupyter-perf` of the user's
configuration (`$XDG_CONFIG_HOME`, else `~/.config`), in US dollars per million tokens:

    [prices."our-model*"]              # `*` stands for any characters
    input = 0.5
    output = 1.5
    context = 32768                    # tokens; may be left out
    host = "models.example.org"        # for this endpoint only; may be left out

A model on this machine costs nothing, unless the user's prices say otherwise, as for a gateway
here that asks others for money.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("prices.csv")
_MILLION = 1e6
_SNAPSHOT = re.compile(r"[-@](?:20\d\d-\d\d-\d\d|20\d{6})$")


@dataclass(frozen=True)
class Price:
    """US dollars per million tokens, and where and when that was read."""

    model: str
    """An id, or a pattern in which `*` stands for any characters."""
    input_usd: float
    output_usd: float
    host: str = ""
    """Of the endpoint; empty for any."""
    cached_input_usd: float | None = None
    context_tokens: int | None = None
    long_from_tokens: int | None = None
    """A request with more input than this is charged by the two prices below, all of it."""
    long_input_usd: float | None = None
    long_output_usd: float | None = None
    as_of: str = ""
    """Year, or year and month."""
    source: str = ""

    def usd(self, input_tokens: int, output_tokens: int) -> float:
        """What a request costs."""
        into, out = self.input_usd, self.output_usd
        if self.long_from_tokens is not None and input_tokens > self.long_from_tokens:
            into, out = self.long_input_usd or into, self.long_output_usd or out
        return (input_tokens * into + output_tokens * out) / _MILLION

    @property
    def is_free(self) -> bool:
        return self.input_usd == self.output_usd == 0


def price_at(model: str, host: str, own: Iterable[Price] = ()) -> Price | None:
    """What `model` costs at the endpoint on `host`; None where that isn't known.

    `own` are the user's prices, which come first; with no host, only they count.
    """
    found = best(model, host, own)
    return found or (best(model, host, shipped()) if host else None)


@functools.cache
def shipped() -> tuple[Price, ...]:
    """What this package brings, in the table's order."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return tuple(_priced(row) for row in csv.DictReader(rows))


def best(model: str, host: str, prices: Iterable[Price]) -> Price | None:
    """Of `prices`, that whose pattern is the most specific: its host's, then the longest."""
    ids = _ids(model)
    matching = [
        (bool(price.host), "*" not in price.model, len(price.model), -at, price)
        for price in prices
        for at, each in enumerate(ids)
        if price.host in ("", host) and _matches(price.model.lower(), each)
    ]
    return max(matching, key=lambda each: each[:4])[4] if matching else None


def _ids(model: str) -> list[str]:
    """The id, and what it is without the date of a snapshot; some endpoints list `models/ID`."""
    plain = model.strip().lower().removeprefix("models/")
    return list(dict.fromkeys([plain, _SNAPSHOT.sub("", plain)]))


def _matches(pattern: str, model: str) -> bool:
    if "*" not in pattern:
        return pattern == model
    parts = map(re.escape, pattern.split("*"))
    return re.fullmatch(".*".join(parts), model, re.DOTALL) is not None


def _priced(row: Mapping[str, Any]) -> Price:
    def number(name: str) -> float | None:
        return float(row[name]) if row[name] else None

    def tokens(name: str) -> int | None:
        return int(row[name]) if row[name] else None

    return Price(
        model=row["model"],
        host=row["host"],
        input_usd=float(row["input_usd"]),
        output_usd=float(row["output_usd"]),
        cached_input_usd=number("cached_input_usd"),
        context_tokens=tokens("context_tokens"),
        long_from_tokens=tokens("long_from_tokens"),
        long_input_usd=number("long_input_usd"),
        long_output_usd=number("long_output_usd"),
        as_of=row["as_of"],
        source=row["source"],
    )
