"""What a prompt and its answer cost with a model on a target."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...core.ranges import Range
from ...core.targets import Target
from ...core.workload import Workload
from ...errors import UsageError
from ..costing import Costs
from ..models import llm
from ..models.llm import Architecture, Serving
from ..models.roofline import Timeline
from ..result import Estimate, Row, Size
from . import asked, memory, phases, serving_sweeps
from .asked import Terms
from .locating import Located

_MILLION = 1e6
_MANY = 1e6
"""Requests that share what is billed in steps."""


@dataclass(frozen=True)
class Served:
    """The time of a prompt and its answer, whole and in parts."""

    seconds: Range
    rows: tuple[Row, ...]
    prefill: Timeline
    decode: Timeline | None
    """One token of each sequence, halfway through the answer; None where nothing is written."""
    assumptions: tuple[str, ...]


def estimate(found: Located, workload: Workload, target: Target, terms: Terms) -> Estimate:
    """Raises UsageError where a figure makes no sense; what is only unknown becomes a reason."""
    wanted = asked.serving(workload)
    if not _writes(found.model):
        wanted = replace(wanted, output=1)
    used = llm.memory(found.model, wanted)
    fit = memory.fits(used.total, target)
    base = Estimate(
        kind="config",
        source=f"{found.name}: {said(found.model, wanted)}",
        target=target.name,
        title=target.title,
        peak_bytes=used.total,
        fits=fit,
        sizes=_sizes(found.model, wanted),
        figures=_sizes_of(found.model, wanted, target),
        notes=found.notes,
    )
    refused = memory.refusal(
        fit,
        target,
        lambda count: llm.memory(found.model, replace(wanted, devices=count)).total.value,
    )
    served: Served | str = refused or _try(found.model, wanted, target, terms)
    others = serving_sweeps.what_if(found.model, wanted, target, terms)
    curves = serving_sweeps.curves(found.model, wanted, target, terms)
    base = replace(base, what_if=others, curves=curves)
    if isinstance(served, str):
        return replace(base, reasons=untimed(served))
    return _priced(base, found.model, wanted, target, terms, served)


def serve(model: Architecture, wanted: Serving, target: Target, terms: Terms) -> Served:
    """Raises UsageError where the target's figures are unknown."""
    measured = terms.efficiency(target)
    if not _writes(model):
        reading = llm.prefill(model, target, wanted, measured)
        parts = phases.with_shares(phases.rows("pass", reading))
        return Served(reading.seconds, parts, reading, None, _known(model, reading))
    made = llm.generate(model, target, wanted, measured)
    parts = (
        *phases.rows("prefill", made.prefill),
        *(phases.rows("decode", made.decode, wanted.output - 1) if wanted.output > 1 else ()),
    )
    return Served(
        made.seconds, phases.with_shares(parts), made.prefill, made.decode, made.assumptions
    )


def paid(seconds: Range, target: Target, terms: Terms, bound: str, devices: int) -> Costs:
    """Of one request among many: a share of the hour, unless each call is billed by itself."""
    if terms.kind == "serverless":
        return terms.costs(seconds, target, bound, devices)
    many = terms.costs(seconds.scaled(_MANY), target, bound, devices)
    parts = (many.joules, many.grams_co2e, many.usd)
    joules, grams, usd = (each and each.scaled(1 / _MANY) for each in parts)
    return Costs(joules, grams, usd, many.reasons, many.assumptions)


def untimed(why: str) -> dict[str, str]:
    """Reasons where there is no time."""
    others = ("joules", "grams_co2e", "usd")
    return {"seconds": why, **dict.fromkeys(others, "its time isn't known")}


def said(model: Architecture, wanted: Serving) -> str:
    """The workload, in words."""
    reads = f"{wanted.batch} × {wanted.prompt:,} tokens read"
    writes = f", {wanted.output:,} written" if _writes(model) else ""
    precision = wanted.precision
    bits = f"{precision.weight_bits:g}/{precision.activation_bits:g}/{precision.kv_bits:g}"
    many = f", on {wanted.devices} devices" if wanted.devices > 1 else ""
    return f"{reads}{writes}, {bits} bits of weights/activations/cache{many}"


def _priced(
    base: Estimate,
    model: Architecture,
    wanted: Serving,
    target: Target,
    terms: Terms,
    served: Served,
) -> Estimate:
    bound = phases.main_bound(served.rows)
    found = paid(served.seconds, target, terms, bound, wanted.devices)
    more = _figures(model, wanted, target, terms, served)
    notes = base.notes
    if base.fits is None:
        notes = (*notes, f"the memory of {target.name} isn't known: whether it fits neither")
    elif base.fits.verdict == "maybe":
        notes = (*notes, "it may not fit: that depends on what the runtime keeps of activations")
    return replace(
        base,
        seconds=served.seconds,
        joules=found.joules,
        grams_co2e=found.grams_co2e,
        usd=found.usd,
        reasons=found.reasons,
        bound=bound,
        rows=served.rows,
        figures={**more, **base.figures},
        notes=notes,
        assumptions=(
            *served.assumptions,
            "shares of the device's peaks as usual for its kind"
            if terms.efficiency(target) is None
            else "shares of the device's peaks as measured here",
            *found.assumptions,
        ),
    )


def _figures(
    model: Architecture, wanted: Serving, target: Target, terms: Terms, served: Served
) -> dict[str, Range | float | str]:
    """By name, with unit: speeds, prices of a million tokens, shares of the peaks."""
    found: dict[str, Range | float | str] = {}
    reading = served.prefill.seconds
    read = wanted.batch * wanted.prompt
    found["first_token_s"] = reading
    found["prefill_bound"] = served.prefill.bound
    found["prefill_tokens_per_s"] = _rate(read, reading)
    found["prefill_mfu"] = phases.peak_share(served.prefill, target)
    if served.decode is None:
        del found["first_token_s"]
        found["tokens_per_s"] = _rate(read, served.seconds)
    else:
        each = served.decode.seconds
        found["per_token_s"] = each
        found["decode_bound"] = served.decode.bound
        found["tokens_per_s"] = _rate(wanted.batch * wanted.output, served.seconds)
        found["decode_tokens_per_s"] = _rate(wanted.batch, each)
        found["decode_mfu"] = phases.peak_share(served.decode, target)
        found["decode_bandwidth_share"] = phases.bandwidth_share(served.decode, target)
    prices = {"usd_per_million_input_tokens": (reading, read)}
    if served.decode is not None:
        prices["usd_per_million_output_tokens"] = (served.decode.seconds, wanted.batch)
    for name, (seconds, tokens) in prices.items():
        time = seconds.scaled(_MILLION / tokens)
        usd = paid(time, target, terms, "memory", wanted.devices).usd
        if usd is not None:
            found[name] = usd
    return found | _idealized(model, wanted, target, terms)


def _idealized(
    model: Architecture, wanted: Serving, target: Target, terms: Terms
) -> dict[str, Range | float | str]:
    """One sequence alone: what an API's times can be held against (`models.llm.ideal_runtime`)."""
    if not _writes(model):
        return {}
    try:
        ideal = llm.idealized(model, target, wanted, terms.efficiency(target))
    except UsageError:  # long prompts need operations a second, which nobody says of this target
        return {}
    return {
        "idealized_start_s": ideal.start,
        "idealized_s_per_prompt_token": ideal.per_prompt_token,
        "idealized_s_per_output_token": ideal.per_output_token,
    }


def _sizes_of(
    model: Architecture, wanted: Serving, target: Target
) -> dict[str, Range | float | str]:
    """What doesn't depend on the target's speed."""
    used = llm.memory(model, wanted)
    found: dict[str, Range | float | str] = {
        "parameters": float(model.parameters),
        "active_parameters": float(model.active_parameters),
        "weight_bytes": used.weights,
        "kv_cache_bytes": used.kv_cache,
        "activation_bytes": used.activations,
    }
    if (most := memory.largest_batch(model, wanted, target)) is not None:
        found["largest_batch"] = most
    return found


def _sizes(model: Architecture, wanted: Serving) -> tuple[Size, ...]:
    writing = (Size("output", float(wanted.output), "tokens"),) if _writes(model) else ()
    return (
        Size("batch", float(wanted.batch), "sequences"),
        Size("prompt", float(wanted.prompt), "tokens"),
        *writing,
        Size("devices", float(wanted.devices), "devices", role="fixed"),
    )


def _try(model: Architecture, wanted: Serving, target: Target, terms: Terms) -> Served | str:
    """With the reason where the target's figures aren't known."""
    try:
        return serve(model, wanted, target, terms)
    except UsageError as unknown:
        return str(unknown)


def _known(model: Architecture, line: Timeline) -> tuple[str, ...]:
    return (*model.assumptions, *line.assumptions)


def _rate(tokens: int, seconds: Range) -> Range:
    return Range(tokens / seconds.value, tokens / seconds.high, tokens / seconds.low)


def _writes(model: Architecture) -> bool:
    return bool(model.causal and model.head_weights)
