"""The rows of an estimate of serving that text and HTML share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..core import units
from ..estimation.serving.packing.plan import Matrix, Plan, Rented
from ..estimation.serving.parts import Alone, AtPrice
from ..estimation.serving.result import ServingEstimate
from . import serving_wording as wording
from .serving_sizes import span

Row = tuple[str, ...]
T = TypeVar("T")
RENTED = (
    *("Machine", "Count", "$/h each", "$/h all", "Requests", "Load", "Tokens, mean"),
    "Throughput",
)
ALONE = ("Only", "Count", "$/h", "The plan saves")
RATES = ("Requests/s", "$/h", "Mix")
PRICES = ("With", "$/h", "Mix")


@dataclass(frozen=True)
class Part:
    """One kind of instance in the mix."""

    name: str
    count: int
    requests: float
    """Share of them."""
    money: float
    """Share of the price; of the count where all is free."""
    spot: bool


def parts(plan: Plan) -> list[Part]:
    """In the order of the offers."""
    weights = [each.count * each.usd_per_hour for each in plan.rented]
    if not sum(weights):
        weights = [float(each.count) for each in plan.rented]
    whole = sum(weights) or 1.0
    return [
        Part(each.name, each.count, each.share, weight / whole, each.kind == "spot")
        for each, weight in zip(plan.rented, weights, strict=True)
    ]


def rented(found: ServingEstimate) -> list[Row]:
    """By `RENTED`."""
    if found.plan is None:
        return []
    sources = {each.instance: each.source for each in found.throughputs}
    words = {"profile": "measured", "modelled": "modelled"}
    return [
        (
            _name(each),
            units.count(each.count),
            units.usd(each.usd_per_hour),
            units.usd(each.count * each.usd_per_hour),
            units.percent(each.share),
            units.percent(each.utilisation),
            _sizes(found, found.plan.assignment.get(each.name, ())),
            words.get(sources.get(each.name, ""), sources.get(each.name, "")),
        )
        for each in found.plan.rented
    ]


def _name(each: Rented) -> str:
    """With how sure it is to be had."""
    if each.available > _ALWAYS:
        return each.name
    return f"{each.name} ({units.percent(each.available)} of the time)"


_ALWAYS = 0.995
"""Share of the time: what is more needs no word."""


def _sizes(found: ServingEstimate, shares: Matrix) -> str:
    """Tokens in → out of what it is given, on average."""
    whole = sum(map(sum, shares))
    if not whole:
        return ""
    means = (
        sum(
            share * tokens
            for row, sizes in zip(shares, matrix, strict=True)
            for share, tokens in zip(row, sizes, strict=True)
        )
        for matrix in (found.asked.mean_input, found.asked.mean_output)
    )
    return " → ".join(units.count(each / whole) for each in means)


def alone_head(found: ServingEstimate) -> Row:
    return ALONE if found.feasible else (*ALONE[:-1], "Why not")


def alone(found: ServingEstimate) -> list[Row]:
    """By `alone_head`; the reason stands in place of the saving."""
    return [_alone(found, each) for each in found.alone]


def _alone(found: ServingEstimate, each: Alone) -> Row:
    if each.usd_per_hour is None:
        return (each.name, "", "", _of_one(each.reason) or "can't serve them")
    saved = "" if each.saving is None or not found.feasible else units.percent(each.saving)
    if found.counts == {each.name: each.count}:
        saved = "this is the plan"
    return (each.name, units.count(each.count or 0), units.usd(each.usd_per_hour), saved)


def _of_one(reason: str) -> str:
    """A reason that is said of all on offer, where one kind by itself is meant."""
    said = reason.removeprefix("nothing on offer ")
    if said == reason:
        return reason
    return "misses" + said.removeprefix("meets") if said.startswith("meets") else f"can't{said[3:]}"


def rates(found: ServingEstimate, most: int) -> list[Row]:
    """By `RATES`, evenly from what is known."""
    known = found.sensitivity.rates if found.sensitivity else ()
    return [
        (wording.number(each.rate), wording.usd(each.usd_per_hour), wording.mix(each.counts))
        for each in thinned(known, most)
    ]


def prices(found: ServingEstimate) -> list[Row]:
    """By `PRICES`: of those that change the mix, those in use first, the least change first."""
    known = found.sensitivity.prices if found.sensitivity else ()
    changed = [each for each in known if dict(each.counts) != found.counts]
    now = {each.name: each.usd_per_hour for each in found.offers}

    def rank(each: AtPrice) -> tuple[bool, float]:
        was = now.get(each.instance, 0.0)
        return each.instance not in found.counts, abs(each.instance_usd_per_hour - was) / (was or 1)

    return [
        (
            f"{each.instance} at {units.usd(each.instance_usd_per_hour)}",
            wording.usd(each.usd_per_hour),
            wording.mix(each.counts),
        )
        for each in sorted(changed, key=rank)
    ]


def unserved(found: ServingEstimate, most: int) -> list[str]:
    """Sizes that nothing serves, and why, largest share first."""
    missed = found.plan.unserved if found.plan else ()
    said = []
    for each in sorted(missed, key=lambda one: -one.share)[:most]:
        size = f"{span(*each.inputs)} tokens in, {span(*each.outputs)} out"
        said.append(f"{size} ({units.percent(each.share)} of requests): {_why(each.why)}")
    return said


def _why(reasons: Mapping[str, str]) -> str:
    """Each reason once; of whom, where there are several."""
    names = {
        why: [name for each in who for name in each.split(", ")]
        for why, who in wording.grouped(reasons).items()
    }
    if len(names) == 1:
        return next(iter(names))
    said = sorted(names.items(), key=lambda each: -len(each[1]))
    return "; ".join(f"{why} ({wording.listed(who)})" for why, who in said)


def thinned(values: Sequence[T], most: int) -> list[T]:
    """At most so many, both ends among them."""
    if len(values) <= most:
        return list(values)
    if most < 2:
        return list(values[:most])
    step = (len(values) - 1) / (most - 1)
    return [values[round(at * step)] for at in range(most)]
