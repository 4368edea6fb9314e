"""What an estimate of serving says of its parts: the day, prices, speculation, what is aside."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..core import units
from ..estimation.serving.parts import Speculation, Turn
from ..estimation.serving.result import ServingEstimate
from ..estimation.serving.slos import in_words
from . import serving_grouping as grouping
from . import serving_wording as wording


def day(found: ServingEstimate) -> str:
    """`Over the day $98.20, planned anew each hour, not $160.80 with the busiest hour's plan`."""
    curve = found.day
    if curve is None:
        return ""
    if curve.usd is None:
        return "Over the day: not every hour has a plan"
    said = f"Over the day {units.usd(curve.usd)}, planned anew each hour"
    if curve.usd_of_peak is None:
        return said
    if not curve.saving:
        return f"Over the day {units.usd(curve.usd)}; the busiest hour's plan kept costs no more"
    said += f", instead of {units.usd(curve.usd_of_peak)} with the busiest hour's plan kept"
    return f"{said}: {units.percent(curve.saving)} less" if curve.saving else said


def turn(each: Turn) -> str:
    """The price at which an instance comes or goes."""
    now = f"{each.instance}, now {units.usd(each.now)} an hour"
    if each.usd_per_hour is None:
        kept = "stays in the mix" if each.used else "stays out of it"
        return f"{now}: {each.reason or kept + ' at any price'}"
    price = f"{'' if each.exact else 'about '}{units.usd(each.usd_per_hour)}"
    if each.used:
        return f"{now}: out of the cheapest mix from {price} on"
    return f"{now}: in the cheapest mix below {price}"


def speculation(each: Speculation) -> str:
    """Whether to speculate on one kind of instance, at its load."""
    load = f"{each.instance} at {wording.number(each.rate)} requests a second, acceptance"
    where = f"Speculative decoding on {load} {wording.number(each.acceptance)}"
    if each.length == 0:
        return f"{where}: don't speculate"
    tokens = units.counted(each.length, "token")
    return f"{where}: draft {tokens}; answers are written {units.ratio(each.speed_up)} as fast"


def hurting(each: Speculation) -> str:
    """From which load on it hurts."""
    said = each.hurts[:1].upper() + each.hurts[1:]
    if each.saturated:
        keeps = f"it keeps up with {wording.number(each.capacity)} requests a second"
        return f"{said}. By this model one such instance is saturated there: {keeps}"
    return said


def loosest(found: ServingEstimate) -> list[str]:
    """What each could meet instead of the target that nothing meets; none where the target that
    was asked isn't what stands against it."""
    return [
        f"{name}: {in_words(target)}"
        for name, target in found.loosest.items()
        if target != found.slo
    ]


def left_out(found: ServingEstimate) -> list[str]:
    """What wasn't weighed, and why; those for the same reason together."""
    return grouping.left_out(found.left_out, found.left_out_kinds)


def incapable(found: ServingEstimate) -> list[str]:
    """What instances can't do, apart from the target; what of a profile wasn't used."""
    sizes: dict[str, dict[str, list[str]]] = {}
    for each in found.throughputs:
        for where, why in each.reasons.items():
            words = f"of the profile: {why}" if where == "left out" else why
            sizes.setdefault(words, {}).setdefault(each.instance, []).append(where)
    return [
        f"{why}: {wording.listed([_at(name, where) for name, where in of.items()])}"
        for why, of in sizes.items()
    ]


def _at(name: str, where: Sequence[str]) -> str:
    """`a10g`, `a10g at 32,000 × 32,000`, `a10g at 12 sizes`."""
    if where[0] in ("all sizes", "left out"):
        return name
    return f"{name} at {where[0] if len(where) == 1 else units.counted(len(where), 'size')}"


def turns(found: ServingEstimate) -> list[str]:
    """Which price changes the mix: those in use first, then those that are nearest to it."""
    known = found.sensitivity.turns if found.sensitivity else ()

    def rank(each: Turn) -> tuple[bool, float]:
        far = math.inf if each.usd_per_hour is None else abs(each.usd_per_hour - each.now)
        return not each.used, far / (each.now or 1.0)

    return [turn(each) for each in sorted(known, key=rank)]


def notes(found: ServingEstimate) -> list[str]:
    """Of all parts, each once."""
    known = [each for each in found.notes if each != found.taken]
    parts = [
        *known,
        *found.asked.notes,
        *(found.plan.notes if found.plan else ()),
    ]
    parts += [] if found.day is None else found.day.notes
    parts += [] if found.sensitivity is None else found.sensitivity.notes
    for each in found.speculation:
        parts += [f"speculation on {each.instance}: {said}" for said in each.notes]
    why = (f"{name}: {said}" for name, said in found.reasons.items() if name not in _SAID)
    return list(dict.fromkeys((*parts, *why)))


_SAID = ("plan", "usd_per_hour")
"""What isn't known of them stands above."""


def footnote(found: ServingEstimate) -> str:
    """When, with what, in which time."""
    created = found.created.replace("T", " ").replace("+00:00", " UTC")
    versions = (f"{name} {version}" for name, version in found.versions.items())
    took = f"searched {units.seconds(found.searched_seconds)}" if found.searched_seconds else ""
    return " · ".join(filter(None, (took, created, *versions)))
