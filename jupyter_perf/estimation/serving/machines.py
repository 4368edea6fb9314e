"""Which machines are weighed: named targets, those of a profile, or all that have a price."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

from ...core import targets as catalogue
from ...core.targets import Target
from ...errors import UsageError
from ..prices import MOST_USD_PER_HOUR, Offer, offers
from .offers import OnOffer, instance_name, on_offer, plain_name
from .profiles import reading
from .profiles.matrices import Matrix
from .terms import Instance
from .wishes import SIZES, Wishes

_OWN = "your price"
_LEAST_USD = 1e-9
"""Offers cost something; what is free of charge is set to 0 afterwards."""


def machines(
    targets: Sequence[Target] | None,
    wishes: Wishes,
    *,
    modelled: bool,
    own: Sequence[Offer] = (),
    today: datetime.date | None = None,
) -> OnOffer:
    """What can be rented: `targets`, or where none are named those of the profile, else all GPUs
    with a price. `modelled`: whether what the profile lacks can be worked out.

    Raises UsageError for names in `prices`, `most` and `least` that aren't on offer.
    """
    costs = {} if wishes.profile is None else _costs(wishes.profile)
    named = _named(targets, wishes, costs, own)
    _check(wishes.prices, named, wishes)
    mine = (*_own_offers(wishes, costs, today), *own)
    sizes = wishes.tensor_parallel or (SIZES if modelled and wishes.profile is None else (1,))
    least = _kept(wishes.least, named, sizes, wishes.kinds)
    most = _limits(wishes.most, named, sizes, wishes.kinds)
    found = on_offer(
        named,
        devices=sizes,
        kinds=wishes.kinds,
        own=mine,
        most=most or None,
        least=least or None,
        today=today,
    )
    prices = {
        **{name: cost for name, cost in costs.items() if cost is not None},
        **{plain_name(name): price for name, price in wishes.prices.items()},
    }
    repriced = tuple(_repriced(each, prices) for each in found.instances)
    return dataclasses.replace(found, instances=repriced)


def _costs(profile: object) -> dict[str, float | None]:
    """Names of a profile's instances, with what it says they cost. Raises UsageError where it is
    of nothing that is named."""
    entries = reading.read(profile)
    return {
        plain_name(str(name)).replace(" ", "-"): entry.cost if isinstance(entry, Matrix) else None
        for name, entry in entries.items()
        if name is not None
    }


def _named(
    targets: Sequence[Target] | None,
    wishes: Wishes,
    costs: Mapping[str, float | None],
    own: Sequence[Offer],
) -> list[Target]:
    if targets is not None:
        return [_known(each) for each in targets]
    if wishes.profile is None:
        return [each for each in catalogue.table() if _is_default(each, wishes, own)]
    if not costs:
        raise UsageError(
            "the profile doesn't say what it was measured on: name it as the target, or give"
            " {name: profile}"
        )
    return [_target(name) for name in costs]


def _known(target: Target) -> Target:
    """Raises UsageError for one that can't be looked up again by its name."""
    if catalogue.get(target.name) != target:
        raise UsageError(
            f"what is served is planned by the names of targets, and {target.name!r} is another one"
            " in the catalogue: give yours a name of its own in `jupyter-perf.toml`"
        )
    return target


def _target(name: str) -> Target:
    """Of the catalogue, else one of which only the profile knows anything."""
    try:
        return catalogue.get(name)
    except UsageError:
        return Target(name, name)


def _is_default(target: Target, wishes: Wishes, own: Sequence[Offer]) -> bool:
    if target.name in map(plain_name, wishes.prices):
        return True
    priced = any(offers(target, kind, own) for kind in wishes.kinds)
    return target.kind == "gpu" and target.name != catalogue.HERE and priced


def _own_offers(
    wishes: Wishes, costs: Mapping[str, float | None], today: datetime.date | None
) -> list[Offer]:
    """The user's own prices, then the profile's. Raises UsageError for one beyond all reason."""
    date = (today or datetime.date.today()).isoformat()
    said = [(plain_name(name), price, _OWN) for name, price in wishes.prices.items()]
    said += [(name, cost, "the profile") for name, cost in costs.items() if cost is not None]
    for name, price, _ in said:
        if not 0 <= price <= MOST_USD_PER_HOUR:
            raise UsageError(f"the price of {name} is from $0 to $10,000 an hour, not {price!r}")
    return [
        Offer(name, "on-demand", max(price, _LEAST_USD), who, date) for name, price, who in said
    ]


def _repriced(instance: Instance, prices: Mapping[str, float]) -> Instance:
    """An instance's own price goes before its target's."""
    usd = instance.usd_per_hour
    if instance.kind == "on-demand":
        usd = prices.get(instance.target, usd / instance.devices) * instance.devices
    return dataclasses.replace(instance, usd_per_hour=prices.get(instance.name, usd))


def _check(given: Mapping[str, float], named: Sequence[Target], wishes: Wishes) -> None:
    """Raises UsageError for prices of what isn't on offer."""
    sizes = wishes.tensor_parallel or SIZES
    there = {each.name for each in named} | {
        instance_name(each.name, size, kind)
        for each in named
        for size in sizes
        for kind in wishes.kinds
    }
    if unknown := sorted(set(map(plain_name, given)) - there):
        names = ", ".join(each.name for each in named)
        raise UsageError(f"`prices`: no {unknown[0]!r} is on offer; there are {names}")


def _limits(
    most: Mapping[str, int], named: Sequence[Target], sizes: Sequence[int], kinds: Sequence[str]
) -> dict[str, int]:
    """Devices of a target as instances of each size; those that name an instance stay."""
    targets = {each.name for each in named}
    found = {plain_name(name): number for name, number in most.items()}
    limits = {name: number for name, number in found.items() if name not in targets}
    for target in targets & set(found):
        for size in sizes:
            for kind in kinds:
                name = instance_name(target, size, kind)
                limits.setdefault(name, found[target] // size)
    return limits


def _kept(
    least: Mapping[str, int], named: Sequence[Target], sizes: Sequence[int], kinds: Sequence[str]
) -> dict[str, int]:
    """Of a target they are its instances with the fewest devices, on demand where there are such;
    not as many of each size and kind."""
    found = {plain_name(name): number for name, number in least.items()}
    for target in {each.name for each in named} & set(found):
        number = found.pop(target)
        found[instance_name(target, min(sizes), kinds[0])] = number
        for size in sizes:
            for kind in kinds:
                found.setdefault(instance_name(target, size, kind), 0)
    return found
