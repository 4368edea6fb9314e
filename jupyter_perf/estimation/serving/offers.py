"""Machines on offer: targets with what an hour of them costs, as instances to choose from."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral

from ...core import targets as catalogue
from ...core.ranges import Range
from ...core.targets import Target
from ...core.units import percent
from ...errors import UsageError
from ..money import USUAL_HOURS_BETWEEN, Checkpoints
from ..prices import Offer, offer, offers, outdated
from .packing.checking import whole
from .terms import Instance

KINDS = ("on-demand", "spot")
"""Of offers that are paid by the hour; serverless ones are paid by the call."""
MOST_DEVICES = 1024
_TIMES = re.compile(r"^(\d+)\s*[x×*]\s*")
Numbers = int | Mapping[str, int] | None


@dataclass(frozen=True)
class OnOffer:
    """`instances` to choose from, and what isn't among them."""

    instances: tuple[Instance, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Name of what would be an instance → why it is none: mostly, no price is known."""
    prices: Mapping[str, Offer] = field(default_factory=dict)
    """By instance, for one device: who asks for it, when that was, and where it is said."""
    notes: tuple[str, ...] = ()


def on_offer(
    targets: Iterable[Target | str],
    *,
    devices: Iterable[int] = (1,),
    kinds: Iterable[str] = ("on-demand",),
    own: Iterable[Offer] = (),
    most: Numbers = None,
    least: Numbers = None,
    cheapest: bool = False,
    hours_between: Range = USUAL_HOURS_BETWEEN,
    checkpoints: Checkpoints | None = None,
    today: datetime.date | None = None,
) -> OnOffer:
    """Each of `targets` (or their names) with each number of `devices` and each kind of offer.

    Names are `l4`, `2×l4`, `l4 spot`, `2×l4 spot`. `most`, `least`: of each, or by the name of an
    instance (`2xl4` will do) or a target (of each of its instances). Prices are the first that
    `prices.offer` finds (one's `own`, then the catalogue's), or the `cheapest` known. Spot machines
    work for the share of time that interruptions, `hours_between` them, leave. Raises UsageError
    for unknown names and kinds, and numbers that make no sense.
    """
    known, most, least = _targets(targets), _named("most", most), _named("least", least)
    sizes, asked = _sizes(devices), _kinds(kinds)
    mine = tuple(own)
    working = {"spot": spot_available(hours_between, checkpoints)}
    found: dict[str, tuple[Instance, Offer]] = {}
    left_out: dict[str, str] = {}
    for target, kind in itertools.product(known, asked):
        price = _price(target, kind, mine, cheapest)
        for size in sizes:
            name = instance_name(target.name, size, kind)
            if isinstance(price, str):
                left_out[name] = price
                continue
            numbers = _number(most, name, target.name), _number(least, name, target.name) or 0
            found[name] = (
                Instance(
                    name, target.name, price.usd_per_hour * size, size, kind, *numbers,
                    working.get(kind, 1.0),
                ),
                price,
            )  # fmt: skip
    _check_names(most, least, found, left_out, known)
    instances = tuple(instance for instance, _ in found.values())
    prices = {name: price for name, (_, price) in found.items()}
    return OnOffer(instances, left_out, prices, _notes(prices, working["spot"], today))


def instance_name(target: str, devices: int = 1, kind: str = "on-demand") -> str:
    """`l4`, `2×l4`, `l4 spot`, `2×l4 spot`."""
    several = f"{devices}×" if devices > 1 else ""
    return f"{several}{target}" + ("" if kind == "on-demand" else f" {kind}")


def plain_name(name: str) -> str:
    """As the catalogue and `instance_name` write names: `2xH100_NVL spot` is `2×h100-nvl spot`."""
    return _TIMES.sub(r"\1×", name.strip().lower().replace("_", "-"))


def spot_available(
    hours_between: Range = USUAL_HOURS_BETWEEN, checkpoints: Checkpoints | None = None
) -> float:
    """Share of the time that a spot machine works: M/(M + R), M the mean time between two
    interruptions and R until another machine serves (`money.Checkpoints.restart_s`: there is no
    work to save). Raises UsageError where there is no time between."""
    if hours_between.value <= 0:
        raise UsageError("there is time between two interruptions")
    between = hours_between.value * 3600
    return between / (between + (checkpoints or Checkpoints()).restart_s)


def _targets(given: Iterable[Target | str]) -> list[Target]:
    named = [given] if isinstance(given, str | Target) else list(given)
    if not named:
        raise UsageError("`targets` must name at least one: `%perf targets` lists them")
    found = [each if isinstance(each, Target) else catalogue.get(each) for each in named]
    return list({each.name: each for each in found}.values())


def _sizes(devices: Iterable[int]) -> list[int]:
    given = [devices] if isinstance(devices, int) else list(devices)
    good = all(isinstance(n, Integral) and 1 <= n <= MOST_DEVICES for n in given)
    if not given or not good or any(isinstance(n, bool) for n in given):
        wanted = f"numbers of devices from 1 to {MOST_DEVICES:,}"
        raise UsageError(f"`devices` must be {wanted}, such as (1, 2, 4), not {given!r}")
    return sorted({int(n) for n in given})


def _kinds(kinds: Iterable[str]) -> list[str]:
    given = [kinds] if isinstance(kinds, str) else list(kinds)
    unknown = [each for each in given if each not in KINDS]
    if unknown or not given:
        why = "it is paid by the call" if unknown == ["serverless"] else "no such kind"
        raise UsageError(f"`kinds` must be of {', '.join(KINDS)}, not {given!r}: {why}")
    return list(dict.fromkeys(given))


def _price(target: Target, kind: str, own: Sequence[Offer], cheapest: bool) -> Offer | str:
    """An offer of one device, or why there is none."""
    if cheapest and (known := offers(target, kind, own)):
        return min(known, key=lambda each: each.usd_per_hour)
    try:
        return offer(target, kind, own)
    except UsageError as error:
        return str(error)


def _named(option: str, given: Numbers) -> Numbers:
    """With names as `instance_name` writes them. Raises UsageError for what isn't numbers."""
    if not isinstance(given, Mapping):
        return None if given is None else whole(option, given)
    return {
        _TIMES.sub(r"\1×", str(name).strip()): whole(f"{option} of {name}", number)
        for name, number in given.items()
    }


def _number(given: Numbers, name: str, target: str) -> int | None:
    if isinstance(given, Mapping):
        return given.get(name, given.get(target))
    return given


def _check_names(
    most: Numbers,
    least: Numbers,
    found: Mapping[str, object],
    left_out: Mapping[str, str],
    known: Sequence[Target],
) -> None:
    there = {*found, *left_out, *(each.name for each in known)}
    for option, given in (("most", most), ("least", least)):
        if unknown := sorted(set(given) - there if isinstance(given, Mapping) else ()):
            names = ", ".join(found) or "none"
            raise UsageError(f"`{option}`: no {unknown[0]!r} is on offer; there are {names}")


def _notes(
    prices: Mapping[str, Offer], working: float, today: datetime.date | None
) -> tuple[str, ...]:
    spot = any(each.kind == "spot" for each in prices.values())
    risk = (
        f"interruptions are taken to cost a spot machine {percent(1 - working)} of its time, each "
        "by itself; all of a kind may be taken away at once"
    )
    return _old(prices.values(), today or datetime.date.today()) + ((risk,) if spot else ())


def _old(prices: Iterable[Offer], today: datetime.date) -> tuple[str, ...]:
    """Of a single one who asks for it; of several their dates in one sentence."""
    found = {instance_name(e.target, 1, e.kind): e for e in prices if outdated(e, today)}
    if len(found) < 2:
        return tuple(said for each in found.values() if (said := outdated(each, today)))
    dated: dict[str, list[str]] = {}
    for name, each in found.items():
        dated.setdefault(each.date or "no known date", []).append(name)
    listed = "; ".join(f"of {date}: {', '.join(dated[date])}" for date in sorted(dated))
    return (f"prices that may have changed, {listed}",)
