"""The answer in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from ...core import units
from ...core.ranges import Range
from . import slos
from .gathering import Findings
from .packing.plan import Plan
from .refusing import refusal, why_not

_NAMED = 3


def sentence(found: Findings, usd: Range | None) -> str:
    """What to rent; else why nothing does, and what would, or that nothing has to."""
    return without_nearest(found, usd) + _nearest(found)


def without_nearest(found: Findings, usd: Range | None) -> str:
    """The same without the targets that could be met."""
    if found.stopped and found.plan is None:
        return "it was stopped before anything was known"
    if not found.instances:
        return _nothing_on_offer(found)
    plan = found.plan
    assert plan is not None
    if found.asked.rate == 0:
        return _no_requests(plan)
    if plan.usd_per_hour is None:
        return refusal(plan, found.asked.slo)
    parts = [f"{mix(plan.counts)}: {units.usd(plan.usd_per_hour)} an hour", _compared(found)]
    said = ", ".join(filter(None, parts))
    return said + _modelled(found, usd)


def mix(counts: Mapping[str, int]) -> str:
    """`3 × a10g + 1 × a100-80gb`."""
    return " + ".join(f"{units.count(number)} × {name}" for name, number in counts.items())


def is_modelled(found: Findings) -> bool:
    """Whether anything of the plan, or of what it was chosen from, is the roofline's."""
    return any(each.source == "modelled" for each in found.throughputs.values())


def _compared(found: Findings) -> str:
    if found.alone is None or found.plan is None:
        return ""
    best = found.alone.best
    if best is None:
        return "and no kind by itself serves all"
    other = found.alone.plans[best]
    saving = found.alone.saving
    if other.counts == found.plan.counts:
        return "a mix is no cheaper" if len(found.alone.plans) > 1 else ""
    kinds = f"the cheapest single kind ({mix(other.counts)}, {units.usd(other.usd_per_hour or 0)})"
    if saving is None or abs(saving) < 5e-4:
        return f"as much as {kinds}"
    return f"{units.percent(abs(saving))} {'less' if saving > 0 else 'more'} than {kinds}"


def _modelled(found: Findings, usd: Range | None) -> str:
    if not is_modelled(found):
        return ""
    words = "by the roofline, not measured"
    if usd is not None:
        _, between = units.value_and_range(usd.value, usd.low, usd.high, units.usd)
        return f"; {words}: {between} an hour" if between else f"; {words}"
    if found.cautious is None or found.cautious.feasible:
        return f"; {words}"
    failed = "nothing meets the target" if found.cautious.unserved else "there is no plan"
    return f"; {words}, and at its low end {failed}"


def _no_requests(plan: Plan) -> str:
    if plan.usd_per_hour is None:
        return f"no requests, and yet no plan: {why_not(plan)}"
    if not plan.counts:
        return "no requests: nothing has to run"
    kept = f"{mix(plan.counts)}, {units.usd(plan.usd_per_hour)} an hour"
    return f"no requests: what is kept whatever the load is {kept}"


def _nothing_on_offer(found: Findings) -> str:
    if not found.left_out:
        return "nothing is on offer: name targets that have a price, or say `prices`"
    first: dict[str, str] = {}
    for each in found.asked.offer.instances:
        if each.name in found.left_out:
            first.setdefault(each.target, found.left_out[each.name])
    return f"nothing on offer can serve it: {_listed(first or found.left_out)}"


def _nearest(found: Findings) -> str:
    if not found.loosest or found.plan is None:
        return ""
    said = [f"{name}: {slos.in_words(slo)}" for name, slo in found.loosest.items()]
    return f"; the nearest targets that could be met, each by itself: {'; '.join(said)}"


def _listed(reasons: Mapping[str, str]) -> str:
    """Each reason once, with those that it is said of."""
    grouped: dict[str, list[str]] = {}
    for name, why in reasons.items():
        grouped.setdefault(why, []).append(name)
    said = [f"{', '.join(names[:_NAMED])}: {why}" for why, names in grouped.items()]
    more = len(said) - _NAMED
    return "; ".join(said[:_NAMED]) + (f"; and {more} more" if more > 0 else "")
