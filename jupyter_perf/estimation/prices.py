"""What an hour of a target costs: offers of `prices.csv`, of the catalogue, and one's own.

Offers are dated, and `outdated` says so when they are old: prices of accelerators halve in a year.
A file of one's own, with the columns of `prices.csv`, goes before what is shipped.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..core.targets import HERE, Target
from ..errors import UsageError

FILE = Path(__file__).with_name("prices.csv")
KINDS = ("on-demand", "spot", "serverless")
OLD_DAYS = 180
MOST_USD_PER_HOUR = 10_000.0


@dataclass(frozen=True)
class Offer:
    """Of one device for an hour. Raises ValueError for what is no price."""

    target: str
    kind: str
    usd_per_hour: float
    provider: str
    date: str
    """`2026-09-25`, or less exact: `2026-09`, `2026`; empty where nobody says."""
    source_url: str = ""
    billed_s: float = 1.0
    """Time is billed in steps of so many seconds, rounded up."""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.target}: `kind` must be one of {', '.join(KINDS)}")
        if not 0 < self.usd_per_hour <= MOST_USD_PER_HOUR:
            raise ValueError(f"{self.target}: a price is above 0 and at most $10,000 an hour")
        if not 0 < self.billed_s <= 3600:
            raise ValueError(f"{self.target}: `billed_s` is above 0 and at most an hour")
        if self.date:
            _first_day(self.date)

    def age_days(self, today: datetime.date) -> int | None:
        """How old it is at least, counted from the last day that its date may mean."""
        if not self.date:
            return None
        first = _first_day(self.date)
        parts = self.date.count("-")
        last = {0: datetime.timedelta(364), 1: datetime.timedelta(27)}.get(parts)
        return (today - (first + last if last else first)).days


def offers(target: Target, kind: str | None = None, own: Iterable[Offer] = ()) -> list[Offer]:
    """Of `target`: one's own first, then the catalogue's, then others that are shipped."""
    if kind is not None and kind not in KINDS:
        raise UsageError(f"no kind of offer {kind[:40]!r}: one of {', '.join(KINDS)}")
    known = [*own, *_catalogued(target), *shipped()]
    return [each for each in known if each.target == target.name and kind in (None, each.kind)]


def offer(target: Target, kind: str = "on-demand", own: Sequence[Offer] = ()) -> Offer:
    """The first of `offers`. Raises UsageError where there is none, with what there is."""
    found = offers(target, kind, own)
    if found:
        return found[0]
    others = sorted({each.kind for each in offers(target, own=own)})
    table = f"`[prices.{target.name}]` in `jupyter-perf.toml` gives one"
    hint = f"known: {', '.join(others)}" if others else table
    name = "this machine" if target.name == HERE else target.name
    raise UsageError(f"no {kind} price of {name} is known; {hint}")


def outdated(found: Offer, today: datetime.date) -> str | None:
    """What to say of an offer that is old, or not dated; None where it is neither."""
    days = found.age_days(today)
    if days is None:
        return f"the price of {found.target} ({found.provider}) isn't dated"
    if days <= OLD_DAYS:
        return None
    return f"the price of {found.target} ({found.provider}) is of {found.date}: it may have changed"


def load(path: Path) -> tuple[Offer, ...]:
    """A table of one's own. Raises UsageError where it can't be read or a row makes no sense."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as rows:
            return tuple(_offer(row) for row in csv.DictReader(rows))
    except OSError as error:
        raise UsageError(f"can't read {path}: {error.strerror}") from error
    except (KeyError, ValueError, TypeError, csv.Error) as error:
        raise UsageError(f"{path.name}: {type(error).__name__}: {error}") from error


@cache
def shipped() -> tuple[Offer, ...]:
    """The rows of `prices.csv`."""
    return load(FILE)


def _catalogued(target: Target) -> list[Offer]:
    if target.usd_per_hour is None:
        return []
    price, where = target.usd_per_hour, target.price_source
    try:
        return [Offer(target.name, "on-demand", price, where, target.price_date)]
    # Targets of plug-ins hold any text for a date and any number for a price.
    except ValueError:
        return []


def _offer(row: Mapping[str, str]) -> Offer:
    return Offer(
        row["target"],
        row["kind"],
        float(row["usd_per_hour"]),
        row["provider"],
        row["date"],
        row.get("source_url") or "",
        float(row.get("billed_s") or 1.0),
        row.get("note") or "",
    )


def _first_day(date: str) -> datetime.date:
    return datetime.date.fromisoformat(date + {0: "-01-01", 1: "-01"}.get(date.count("-"), ""))
