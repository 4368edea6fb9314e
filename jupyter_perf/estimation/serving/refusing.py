"""Why there is no plan, shortly: however many machines are on offer, a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...core import units
from . import slos
from .packing.plan import Plan, Unserved
from .terms import Slo

NO_PLAN = "usd_per_hour"
"""The key under which a plan says why there is none."""
MISSED = "it misses the latency target"
ALL = "everything on offer"
ALMOST_ALL = 1 - 1e-6
_NAMED = 3


def why_not(plan: Plan) -> str:
    """In the plan's own words, which name every machine; empty where there is a plan."""
    return plan.reasons.get(NO_PLAN, "")


def shortly(plan: Plan, slo: Slo) -> Plan:
    """The same with few words in it, as it is kept."""
    if plan.feasible:
        return plan
    buckets = tuple(replace(each, why=_grouped(each.why)) for each in plan.unserved)
    return replace(plan, reasons={**plan.reasons, NO_PLAN: refusal(plan, slo)}, unserved=buckets)


def refusal(plan: Plan, slo: Slo) -> str:
    """Why there is no plan, however many machines are on offer; empty where there is one."""
    if plan.feasible:
        return ""
    if not plan.unserved:
        return f"no plan: {why_not(plan)}"
    share = sum(each.share for each in plan.unserved)
    some = "all requests" if share > ALMOST_ALL else f"{units.percent(share)} of requests"
    which = f"{some} ({_largest(plan.unserved)})"
    reasons = _reasons(plan.unserved)
    if set(reasons) <= {MISSED}:
        return f"nothing on offer meets {slos.in_words(slo)} for {which}"
    words = "; ".join(f"{why}{_where(names, plan.unserved)}" for why, names in reasons.items())
    return f"nothing on offer can serve {which}: {words}"


def _reasons(unserved: tuple[Unserved, ...]) -> dict[str, dict[str, None]]:
    """Why, each with the instances that it is said of, in the order of how often it is."""
    found: dict[str, dict[str, None]] = {}
    for bucket in unserved:
        for name, why in bucket.why.items():
            found.setdefault(why, {})[name] = None
    chosen = sorted(found.items(), key=lambda each: -len(each[1]))
    return dict(chosen[:_NAMED])


def _where(names: Mapping[str, None], unserved: tuple[Unserved, ...]) -> str:
    everything = {name for bucket in unserved for name in bucket.why}
    return "" if set(names) == everything else f" ({', '.join(list(names)[:_NAMED])})"


def _largest(unserved: tuple[Unserved, ...]) -> str:
    """The largest sizes that fail."""
    longest = max(unserved, key=lambda each: (each.inputs[-1], each.outputs[-1]))
    sizes = f"up to {longest.inputs[-1]:,} tokens in and {longest.outputs[-1]:,} out"
    more = len(unserved) - 1
    return sizes + (f", and {units.counted(more, 'other size')}" if more else "")


def _grouped(why: Mapping[str, str]) -> dict[str, str]:
    """Machines of which the same is said, together."""
    found: dict[str, list[str]] = {}
    for name, words in why.items():
        found.setdefault(words, []).append(name)
    if len(found) == 1:
        return {ALL: next(iter(found))}
    return {", ".join(names): words for words, names in found.items()}
