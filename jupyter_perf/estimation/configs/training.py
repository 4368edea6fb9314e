"""What a training run costs with a model on a target, at a stated share of the peak."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...core.ranges import Range
from ...core.targets import Target
from ...core.workload import Workload
from ...errors import UsageError
from ..models import llm
from ..models.llm import Architecture
from ..models.llm.passes import Pass, works
from ..models.llm.training import PASSES, USUAL_MFU, TrainingRun
from ..result import Estimate, Row, Size
from . import asked, memory, training_memory
from .asked import Terms
from .inference import untimed
from .locating import Located
from .training_sweeps import curves, what_if

TOKENS_PER_PARAMETER = 20.0
"""Hoffmann et al., "Training Compute-Optimal Large Language Models", 2022, section 3."""
LONGEST = 8192
"""Most training is in sequences no longer than this, whatever the model is extended to later ("The
Llama 3 Herd of Models", 2024, section 3.4)."""
MOST_TOKENS = 1e18
_DAY = 86_400.0


@dataclass(frozen=True)
class Training:
    """A run, with what is asked of it worked out."""

    tokens: float
    sequence: int
    batch: int
    """Sequences on each device at once."""
    devices: int
    mfu: Range
    precision: str
    optimizer: str
    recompute: bool


def wanted(model: Architecture, workload: Workload) -> Training:
    """Raises UsageError where it isn't said on how much to train."""
    if workload.tokens is None:
        best = TOKENS_PER_PARAMETER * model.active_parameters
        raise UsageError(
            "say on how many `tokens` to train: about 20 for each parameter, here "
            f"{best:.2g}, are the most that a given amount of computing is best spent on"
        )
    own = dict(workload.own)
    if workload.tokens > MOST_TOKENS:
        raise UsageError(f"`tokens` are at most {MOST_TOKENS:.0e}")
    sequence = workload.sequence or min(model.context, LONGEST)
    return Training(
        tokens=float(workload.tokens),
        sequence=sequence,
        batch=workload.batch or 1,
        devices=workload.devices,
        mfu=USUAL_MFU if workload.mfu is None else Range(*(workload.mfu,) * 3),
        precision=asked.precision(workload).units,
        optimizer=workload.optimizer,
        recompute=bool(own.get("recompute", False)),
    )


def run(model: Architecture, target: Target, asks: Training) -> TrainingRun:
    """Raises UsageError where the target's peak is unknown."""
    return llm.train(
        model,
        asks.tokens,
        target,
        devices=asks.devices,
        sequence=asks.sequence,
        mfu=asks.mfu,
        precision=asks.precision,
    )


def estimate(found: Located, workload: Workload, target: Target, terms: Terms) -> Estimate:
    """Raises UsageError where a figure makes no sense; what is only unknown becomes a reason."""
    model = found.model
    asks = wanted(model, workload)
    needed, states = training_memory.needed(model, asks)
    fit = memory.fits(needed, target)
    base = Estimate(
        kind="config",
        source=f"{found.name}: trained on {asks.tokens:.3g} tokens in sequences of "
        f"{asks.sequence:,}, on {asks.devices} × {target.name}",
        target=target.name,
        title=target.title,
        peak_bytes=needed,
        fits=fit,
        sizes=(
            Size("tokens", asks.tokens, "tokens"),
            Size("devices", float(asks.devices), "devices"),
        ),
        figures={
            "parameters": float(model.parameters),
            "active_parameters": float(model.active_parameters),
            "state_bytes": states,
            "mfu": asks.mfu,
            "tokens_per_parameter": asks.tokens / model.active_parameters,
        },
        notes=(*found.notes, *training_memory.said(asks)),
    )
    refused = memory.refusal(
        fit,
        target,
        lambda count: training_memory.needed(model, replace(asks, devices=count))[0].low,
    )
    try:
        made = run(model, target, asks)
    except UsageError as unknown:
        return _refused(base, str(unknown))
    flops: dict[str, Range | float | str] = {"flops": made.flops, "flops_6nd": made.six_nd}
    base = replace(base, figures={**base.figures, **flops})
    swept = replace(
        base,
        what_if=what_if(model, target, asks, terms),
        curves=curves(model, target, asks),
    )
    return _refused(swept, refused) if refused else _priced(swept, model, target, asks, made, terms)


def _priced(
    base: Estimate,
    model: Architecture,
    target: Target,
    asks: Training,
    made: TrainingRun,
    terms: Terms,
) -> Estimate:
    seconds = made.days.scaled(_DAY)
    paid = terms.costs(seconds, target, "compute", asks.devices)
    figures: dict[str, Range | float | str] = {
        "days": made.days,
        "device_hours": made.device_hours,
        "tokens_per_s": Range(
            asks.tokens / seconds.value, asks.tokens / seconds.high, asks.tokens / seconds.low
        ),
    }
    stated = () if asks.mfu.low < asks.mfu.high else ("the MFU that you state is taken as exact",)
    notes = base.notes
    if base.fits is not None and base.fits.verdict == "maybe":
        notes = (*notes, "it may not fit: that depends on how activations are kept")
    return replace(
        base,
        seconds=seconds,
        joules=paid.joules,
        grams_co2e=paid.grams_co2e,
        usd=paid.usd,
        reasons=paid.reasons,
        bound="compute",
        rows=_rows(model, asks, seconds, made.flops),
        figures={**figures, **base.figures},
        notes=notes,
        assumptions=(*made.assumptions, *stated, *paid.assumptions),
    )


def _rows(model: Architecture, asks: Training, seconds: Range, total: float) -> tuple[Row, ...]:
    """Parts of all steps by their operations: which share of the time each takes isn't known."""
    step = Pass(1, asks.sequence, 0, llm.Precision())
    each: dict[str, float] = {}
    for work in works(model, step):
        flops = work.total_flops
        if work.name == "head":
            # Every token is predicted from in training, not the last one alone.
            flops = 2.0 * asks.sequence * model.head_weights
        each[work.name] = each.get(work.name, 0.0) + PASSES * flops * asks.tokens / asks.sequence
    return tuple(
        Row(
            name,
            seconds.scaled(flops / total),
            flops / total,
            flops=flops,
            bound="compute",
            note="time by its share of the operations",
        )
        for name, flops in each.items()
        if flops
    )


def _refused(base: Estimate, why: str) -> Estimate:
    return replace(base, reasons=untimed(why))
