"""Estimates of a module on targets, put together from its traces."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from typing import Any

from ...core import measurements
from ...core.progress import Report, silent
from ...core.ranges import Range
from ...core.targets import HERE, Target
from ...core.workload import Workload
from ...errors import UsageError
from ..costing import Costs, costs
from ..counting import Counted
from ..models.efficiency import Efficiency
from ..prices import Offer
from ..result import Estimate
from . import asked, memory, processor, saying, sweeps, this_machine
from .gathering import Traced, gathered
from .reference import Rates
from .rows import rows_of
from .tracing import Found, Tracer, refusal
from .works import Spending, spent

SECONDS = 60.0
_MANY = 1e6
"""Steps: one alone would be rounded up to the least that a provider bills."""


@dataclasses.dataclass(frozen=True)
class _Terms:
    """What holds for all targets."""

    model: Any
    workload: Workload
    efficiency_of: Callable[[Target], Efficiency | None]
    cost: Callable[[Range, Target, str], Costs]
    machine: processor.Machine | None = None
    """What PyTorch's kernels take here, where that is asked for and known."""


def estimate(
    model: Any,
    inputs: tuple[Any, ...],
    workload: Workload,
    targets: Sequence[Target],
    *,
    trace: Tracer,
    efficiency_of: Callable[[Target], Efficiency | None] | None = None,
    region: str | None = None,
    kind: str = "on-demand",
    offers: Sequence[Offer] = (),
    budget: float = SECONDS,
    progress: Report | None = None,
    rates_of: Callable[[Report], Rates | None] | None = None,
) -> list[Estimate]:
    """One for each of `targets`, in their order: one forward pass, or one step of training.

    `trace` is `tradeoff.trace.traces`; `efficiency_of` says what was measured of a target (None:
    what was measured of this machine, and usual bands for others). `budget` are wall seconds for
    all traces. `rates_of` gives what PyTorch's kernels take on this machine (None: timed once, in
    under 20 s, the first time that it is a target; where it gives None, `efficiency_of` counts).
    Raises UsageError where arguments make no sense or the model refuses its inputs,
    MissingExtra without torch; why a model can't be traced is a reason in each estimate.
    """
    asked.check(model, inputs, workload)
    kinds = list(dict.fromkeys(each.kind for each in targets))
    report = progress or silent
    traced = gathered(model, inputs, workload, trace, kinds, budget, report)
    known = any(each.name == HERE and not refusal(traced[each.kind].first) for each in targets)
    rates = (rates_of or this_machine.rates)(report) if known else None

    def cost(seconds: Range, target: Target, bound: str) -> Costs:
        today = datetime.date.today()
        many = seconds.scaled(_MANY)
        found = costs(many, target, bound=bound, region=region, kind=kind, own=offers, today=today)
        return _once(found)

    reached = efficiency_of or this_machine.efficiency
    terms = _Terms(model, workload, reached, cost, this_machine.machine(rates))
    now = map(this_machine.target_now, targets)
    return [_estimate(terms, traced[target.kind], target) for target in now]


def _estimate(terms: _Terms, traced: Traced, target: Target) -> Estimate:
    source = f"{type(terms.model).__name__}, {saying.work(terms.workload)}"
    blank = Estimate("module", source, target.name, target.title)
    refused = refusal(traced.first)
    if refused is not None:
        reasons = dict.fromkeys(("seconds", "peak_bytes"), refused[1])
        unknown = dict.fromkeys(("joules", "grams_co2e", "usd"), "its time isn't known")
        return dataclasses.replace(blank, reasons={**reasons, **unknown})
    found: Found = traced.first
    points = [_point(each, terms, target) for each in (found, *traced.others)]
    peak = memory.peak_of(found, target)
    counted = Counted.from_data(found.counted)
    whole = dataclasses.replace(
        blank,
        peak_bytes=peak,
        sizes=saying.sizes(found),
        curves=sweeps.curves(points),
        fits=memory.fits(peak, target),
        figures=saying.figures(found, counted, points, target),
        notes=saying.notes(found, counted, unmeasured=_is_unmeasured(terms, target)),
        assumptions=saying.assumptions(terms.model, terms.workload, target),
    )
    return _timed(whole, terms, found, counted, target, points)


def _timed(
    whole: Estimate,
    terms: _Terms,
    found: Found,
    counted: Counted,
    target: Target,
    points: Sequence[sweeps.Point],
) -> Estimate:
    """With what takes time, or the reason why none is known."""
    try:
        spending = _spent(counted, terms, target)
    except UsageError as unknown:
        reasons = dict.fromkeys(("joules", "grams_co2e", "usd"), "its time isn't known")
        return dataclasses.replace(whole, reasons={"seconds": str(unknown), **reasons})
    seconds, bound = spending.seconds, spending.bound
    money = terms.cost(seconds, target, bound)
    return dataclasses.replace(
        whole,
        seconds=seconds,
        bound=bound,
        joules=money.joules,
        grams_co2e=money.grams_co2e,
        usd=money.usd,
        reasons=dict(money.reasons),
        rows=rows_of(spending, found.modules),
        what_if=sweeps.what_if(points, lambda each: terms.cost(each, target, bound).usd),
        assumptions=(*whole.assumptions, *spending.assumptions, *money.assumptions),
    )


def _is_unmeasured(terms: _Terms, target: Target) -> bool:
    return target.name == HERE and terms.machine is None and measurements.latest() is None


def _spent(counted: Counted, terms: _Terms, target: Target) -> Spending:
    if target.name == HERE and terms.machine is not None:
        return processor.spent(counted, terms.machine)
    matrices = asked.matrices(terms.model, terms.workload, target)
    return spent(counted, target, terms.efficiency_of(target), matrices=matrices)


def _point(found: Any, terms: _Terms, target: Target) -> sweeps.Point:
    refused = refusal(found)
    if refused is not None:
        return sweeps.Point(found.batch, found.sequence, reason=refused[1])
    seconds = None
    reason = ""
    try:
        seconds = _spent(Counted.from_data(found.counted), terms, target).seconds
    except UsageError as unknown:
        reason = str(unknown)
    return sweeps.Point(found.batch, found.sequence, seconds, memory.peak_of(found, target), reason)


def _once(found: Costs) -> Costs:
    """The costs of one step, of those of many."""
    each = {name: getattr(found, name) for name in ("joules", "grams_co2e", "usd")}
    scaled = {name: cost and cost.scaled(1 / _MANY) for name, cost in each.items()}
    said = ("a step's part in a long run's price",) if found.usd else ()
    return dataclasses.replace(found, assumptions=(*found.assumptions, *said), **scaled)
