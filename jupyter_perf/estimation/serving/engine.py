"""From a question about serving to its answer."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from dataclasses import replace

from ...core import versions
from ...core.progress import Report, silent
from ...core.ranges import Range
from . import plain
from .answering import is_modelled, sentence, without_nearest
from .assuming import assumptions
from .errand import Errand
from .gathering import Findings, gather
from .packing.plan import Plan
from .parts import Ability, Sensitivity
from .question import ServingQuestion
from .refusing import refusal, shortly
from .result import ServingEstimate
from .terms import Slo

_MODULES = ("numpy", "scipy")
_AT_THE_LOW_END = "at the low end of what machines may do there is no plan: {}"


def estimate(
    asked: ServingQuestion,
    progress: Report | None = None,
    stopped: Callable[[], bool] | None = None,
) -> ServingEstimate:
    """What to rent. `stopped` is asked between two parts; it and an interrupt leave what is known
    by then. Raises UsageError where a profile can't be read, or is of other buckets."""
    began = time.monotonic()
    found = Findings(asked)
    gather(found, Errand(progress or silent, stopped or (lambda: False)))
    return _concluded(found, time.monotonic() - began)


def _concluded(found: Findings, seconds: float) -> ServingEstimate:
    asked, reasons = found.asked, dict(found.reasons)
    usd = _price(found, reasons)
    answer = sentence(found, usd)
    if not found.feasible:
        reasons["plan"] = answer
    if found.day is not None:
        reasons |= {f"day.{name}": why for name, why in found.day.reasons.items()}
    return ServingEstimate(
        source=asked.source,
        answer=answer,
        answer_alone=without_nearest(found, usd) if found.loosest else "",
        rate=asked.rate,
        slo=asked.slo,
        asked=plain.asked(asked.requests),
        rate_source=asked.rate_source,
        plan=_shortly(found.plan, asked.slo),
        usd_per_hour=usd,
        optimistic=_shortly(found.optimistic, asked.slo),
        cautious=_shortly(found.cautious, asked.slo),
        alone=() if found.alone is None else plain.each_alone(found.alone, asked.slo),
        day=None if found.day is None else plain.of_day(found.day, asked.day_source),
        sensitivity=_sensitivity(found),
        speculation=found.speculation,
        loosest=dict(found.loosest),
        offers=tuple(plain.offered(each, asked.offer) for each in found.instances),
        left_out=dict(found.left_out),
        left_out_kinds=dict(found.left_out_kinds),
        throughputs=_abilities(found),
        modelled=is_modelled(found),
        reasons=reasons,
        assumptions=assumptions(found),
        notes=tuple(dict.fromkeys(found.notes)),
        taken=asked.taken,
        stopped=found.stopped,
        searched_seconds=round(seconds, 3),
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        versions=versions.of_modules(_MODULES),
    )


def _price(found: Findings, reasons: dict[str, str]) -> Range | None:
    """Of the plan; why it isn't known goes to `reasons`."""
    if found.plan is None or not found.plan.feasible:
        return None
    if found.optimistic is None or found.cautious is None:
        return None
    usd = plain.price_range(found.plan, found.optimistic, found.cautious)
    if usd is None:
        why = refusal(found.cautious, found.asked.slo) or "the time for it was over"
        reasons["usd_per_hour"] = _AT_THE_LOW_END.format(why)
    return usd


def _shortly(plan: Plan | None, slo: Slo) -> Plan | None:
    return None if plan is None else shortly(plan, slo)


def _sensitivity(found: Findings) -> Sensitivity | None:
    if found.sensitivity is None:
        return None
    prices = {each.name: float(each.usd_per_hour) for each in found.instances}
    made = plain.of_sensitivity(found.sensitivity, prices)
    return replace(made, carries=found.carries)


def _abilities(found: Findings) -> tuple[Ability, ...]:
    if not found.asked.rate:
        return ()
    requests, known = found.asked.requests, found.throughputs
    return tuple(plain.ability(e.name, known[e.name], requests) for e in found.instances)
