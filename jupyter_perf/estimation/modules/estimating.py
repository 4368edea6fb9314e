"""Estimates of a module on targets, put together from its traces."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from typing import Any

from ...core import measurements
from ...core.caches import cache_bytes
from ...core.progress import Report, silent
from ...core.ranges import Range
from ...core.targets import HERE, Target
from ...core.workload import Workload
from ...errors import UsageError
from ..costing import Costs, costs
from ..counting import Counted
from ..models.efficiency import Efficiency
from ..prices import Offer
from ..result import Estimate, Size
from . import asked, memory, processor, reference, sweeps
from .gathering import Traced, gathered
from .reference import Rates
from .rows import rows_of
from .tracing import Found, Tracer, refusal
from .works import Spending, spent

SECONDS = 60.0
_UNMEASURED = (
    "this machine wasn't measured yet: `%perf calibrate` does it once, and narrows the range"
)
_MOST_UNKNOWN = 6
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
    machine = (rates_of or _rates)(report) if known else None

    def cost(seconds: Range, target: Target, bound: str) -> Costs:
        today = datetime.date.today()
        many = seconds.scaled(_MANY)
        found = costs(many, target, bound=bound, region=region, kind=kind, own=offers, today=today)
        return _once(found)

    terms = _Terms(model, workload, efficiency_of or _measured, cost, _machine(machine))
    return [_estimate(terms, traced[target.kind], _here(target)) for target in targets]


def _estimate(terms: _Terms, traced: Traced, target: Target) -> Estimate:
    source = f"{type(terms.model).__name__}, {_work(terms.workload)}"
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
        sizes=_sizes(found),
        curves=sweeps.curves(points),
        fits=memory.fits(peak, target),
        figures=_figures(found, counted, points, target),
        notes=_notes(terms, found, counted, target),
        assumptions=_assumptions(terms, target),
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


def _spent(counted: Counted, terms: _Terms, target: Target) -> Spending:
    if target.name == HERE and terms.machine is not None:
        return processor.spent(counted, terms.machine)
    tf32 = asked.runs_as_tf32(terms.model, terms.workload)
    return spent(counted, target, terms.efficiency_of(target), tf32=tf32)


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


def _sizes(found: Found) -> tuple[Size, ...]:
    sizes = []
    if found.batch is not None:
        unit = "examples" if found.sequence is None else "sequences"
        sizes.append(Size("batch", float(found.batch), unit))
    if found.sequence is not None:
        sizes.append(Size("sequence", float(found.sequence), "tokens"))
    return tuple(sizes)


def _figures(
    found: Found, counted: Counted, points: Sequence[sweeps.Point], target: Target
) -> dict[str, Range | float | str]:
    figures: dict[str, Range | float | str] = {
        "parameters": float(found.parameters),
        "matrix_flops": counted.matrix_flops,
        "vector_flops": counted.vector_flops,
        "moved_bytes": counted.moved_bytes,
        **memory.parts(found),
    }
    largest = memory.largest_batch(sweeps.peaks(points), target)
    return figures if largest is None else {**figures, "largest_batch": largest}


def _notes(terms: _Terms, found: Found, counted: Counted, target: Target) -> tuple[str, ...]:
    notes = [memory.said(found), *found.notes, *counted.notes]
    if counted.unknown:
        listed = sorted(counted.unknown.items(), key=lambda each: (-each[1], each[0]))
        shown = ", ".join(f"`{name}` ({calls}×)" for name, calls in listed[:_MOST_UNKNOWN])
        more = f" and {len(listed) - _MOST_UNKNOWN} more" if len(listed) > _MOST_UNKNOWN else ""
        notes.append(f"operations that could not be counted, only their bytes: {shown}{more}")
    if target.name == HERE and terms.machine is None and measurements.latest() is None:
        notes.append(_UNMEASURED)
    return tuple(notes)


def _assumptions(terms: _Terms, target: Target) -> tuple[str, ...]:
    workload = terms.workload
    said = [
        "peak memory counts weights, gradients, optimizer state and inputs, as on a device that "
        "holds nothing else"
    ]
    if workload.kind == "train":
        loss = "the loss that was given" if workload.loss else "its own loss, or its output's mean"
        said.append(f"a later step, of {workload.optimizer}, with {loss}")
    if asked.autocast(terms.model, workload):
        said.append("matrices are multiplied in bfloat16, by autocast")
    if target.kind != "cpu":
        said.append(memory.UNVALIDATED)
        said.append("one operation after another, as PyTorch runs without compiling")
    return tuple(said)


def _once(found: Costs) -> Costs:
    """The costs of one step, of those of many."""
    each = {name: getattr(found, name) for name in ("joules", "grams_co2e", "usd")}
    scaled = {name: cost and cost.scaled(1 / _MANY) for name, cost in each.items()}
    said = ("a step's part in a long run's price",) if found.usd else ()
    return dataclasses.replace(found, assumptions=(*found.assumptions, *said), **scaled)


def _work(workload: Workload) -> str:
    return "one step of training" if workload.kind == "train" else "one forward pass"


def _rates(report: Report) -> Rates | None:
    """Of as many threads as PyTorch has in this process."""
    import torch

    return reference.measured(torch.get_num_threads(), progress=report)


def _machine(rates: Rates | None) -> processor.Machine | None:
    return None if rates is None else processor.Machine(rates, cache_bytes())


def _measured(target: Target) -> Efficiency | None:
    """What reference kernels reached here, if they were run."""
    known = measurements.latest() if target.name == HERE else None
    if known is None:
        return None
    from ..here import efficiency_here

    return efficiency_here(known)


def _here(target: Target) -> Target:
    """This machine with the peaks that were measured, if they were."""
    known = measurements.latest() if target.name == HERE else None
    if known is None:
        return target
    from ..here import target_here

    return target_here(known)
