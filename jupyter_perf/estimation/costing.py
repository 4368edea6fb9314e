"""Time on a target in the other currencies: energy, emissions, money, each with its reason if not.

found = costs(Range(3600, 3000, 4500), targets.get("h100"), bound="memory", region="us-east-1")
found.usd, found.joules, found.grams_co2e
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..core.ranges import Range
from ..core.targets import HERE, Target
from ..errors import UsageError
from . import emissions, energy, prices
from .money import COLD_S, rented, spot, started
from .own_offers import own_offers
from .prices import Offer


@dataclass(frozen=True)
class Costs:
    """None stands for what isn't known, and `reasons` says why, by the field's name."""

    joules: Range | None = None
    grams_co2e: Range | None = None
    usd: Range | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()


def costs(
    seconds: Range,
    target: Target,
    *,
    bound: str | None = None,
    share: float | None = None,
    devices: int = 1,
    region: str | None = None,
    kind: str = "on-demand",
    own: Sequence[Offer] = (),
    today: datetime.date | None = None,
) -> Costs:
    """Of `devices` busy for `seconds`, by what bounds their work or by a process's share.

    `region` is where energy is drawn; `kind` one of `prices.KINDS`, `own` offers of one's own that
    go before those in files (`own_offers`).
    `today` lets old prices be named. Raises UsageError for options that make no sense; what is only
    unknown becomes a reason.
    """
    grid = emissions.grid(region or emissions.UNKNOWN_PLACE)
    if kind not in prices.KINDS:
        raise UsageError(f"no kind of offer {kind[:40]!r}: one of {', '.join(prices.KINDS)}")
    if devices < 1:
        raise UsageError("costs are those of at least one device")
    reasons: dict[str, str] = {}
    said: list[str] = []
    joules = _joules(seconds, target, bound, share, devices, reasons, said)
    grams = None if joules is None else emissions.grams_co2e(joules, grid.region)
    if grams is None:
        reasons["grams_co2e"] = "its energy isn't known"
    else:
        said.append(
            f"{grid.grams_per_kwh:g} g CO2e for each kWh ({grid.place}, {grid.year}, {grid.source})"
        )
    usd = _usd(seconds, target, devices, kind, own, today, reasons, said)
    return Costs(joules, grams, usd, reasons, tuple(said))


def _joules(
    seconds: Range,
    target: Target,
    bound: str | None,
    share: float | None,
    devices: int,
    reasons: dict[str, str],
    said: list[str],
) -> Range | None:
    if target.tdp_w is None and target.kind != "cpu":
        reasons["joules"] = f"the power that {target.name} is made for is unknown"
        return None
    # What stands at one's own place needs no building of a data centre around it.
    building = None if target.name == HERE else energy.DATA_CENTRE
    drawn = energy.watts(target, bound=None if share is not None else bound, share=share)
    made_for = f"{target.tdp_w or energy.UNKNOWN_CPU_W:g} W"
    guessed = "" if target.tdp_w else ", assumed"
    said.append(f"a share of the {made_for} that {target.name} is made for{guessed}")
    if building:
        said.append(f"a data centre that draws {building.value:g} times what its computers do")
    return energy.joules(seconds, drawn, devices=devices, building=building)


def _usd(
    seconds: Range,
    target: Target,
    devices: int,
    kind: str,
    own: Sequence[Offer],
    today: datetime.date | None,
    reasons: dict[str, str],
    said: list[str],
) -> Range | None:
    try:
        mine = (*own, *own_offers())
        price = prices.offer(target, kind, mine)
    except UsageError as unknown:
        reasons["usd"] = str(unknown)
        return None
    origin = ", ".join(each for each in (price.kind, price.provider, price.date) if each)
    said.append(f"${price.usd_per_hour:g} an hour, {origin}")
    if today and (old := prices.outdated(price, today)):
        said.append(old)
    if price not in mine:
        said += _elsewhere(target, kind, price)
    if kind == "spot":
        said.append("interrupted about once a day, with checkpoints")
        return spot(seconds, price, devices).usd
    if kind == "serverless":
        said.append(
            f"started cold it takes {COLD_S.value:g} s more ({COLD_S.low:g} to {COLD_S.high:g}), "
            "which is billed too: the upper end counts it"
        )
        return started(seconds, price, devices)
    return rented(seconds, price, devices)


def _elsewhere(target: Target, kind: str, price: Offer) -> list[str]:
    """What others ask for the same, so that one provider's price isn't taken for all."""
    others = [each for each in prices.offers(target, kind) if each != price]
    named = ", ".join(f"${each.usd_per_hour:g} ({each.provider}, {each.date})" for each in others)
    return [f"elsewhere {named}"] if named else []
