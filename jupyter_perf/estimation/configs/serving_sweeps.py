"""What becomes of the cost with another batch, longer texts, fewer bits, more devices."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ...core import units
from ...core.ranges import Range
from ...core.targets import Target
from ...errors import UsageError
from ..models import llm
from ..models.llm import Architecture, Serving
from ..result import Curve, Expected, WhatIf
from . import inference, memory, phases
from .asked import Terms

BATCHES = (1, 2, 4, 8, 16, 32, 64)
LONGER = (2, 4, 16)
DEVICES = (1, 2, 4, 8)
POINTS = 11
"""Of a curve: enough for a slider that reads between them, in logarithms."""


def what_if(
    model: Architecture, wanted: Serving, target: Target, terms: Terms
) -> tuple[WhatIf, ...]:
    """Each with its time, or the reason why none; what is asked for already is left out."""
    changes: list[tuple[str, dict[str, Any]]] = [
        (f"batch {batch}", {"batch": batch}) for batch in BATCHES
    ]
    changes += [
        (f"{times} × the prompt", {"prompt": wanted.prompt * times})
        for times in LONGER
        if wanted.prompt * times <= model.context
    ]
    bits = wanted.precision
    for name, change in (
        ("weights of 8 bits", {"weight_bits": 8.0}),
        ("weights of 4 bits", {"weight_bits": 4.0}),
        ("all of 8 bits", {"weight_bits": 8.0, "activation_bits": 8.0, "kv_bits": 8.0}),
        ("cache of 8 bits", {"kv_bits": 8.0}),
    ):
        changes.append((name, {"precision": replace(bits, **change)}))
    changes += [
        (units.counted(count, "device"), {"devices": count})
        for count in DEVICES
        if target.kind != "cpu"
    ]
    changed = ((label, replace(wanted, **change)) for label, change in changes)
    return tuple(
        _other(label, model, other, target, terms) for label, other in changed if other != wanted
    )


def curves(model: Architecture, wanted: Serving, target: Target, terms: Terms) -> tuple[Curve, ...]:
    """Time and memory over the batch, the prompt and the answer.

    Time ends where it surely no longer fits; memory goes on.
    """
    writes = model.causal and model.head_weights
    sizes = {
        "batch": _spread(1, max(64, 4 * wanted.batch), wanted.batch),
        "prompt": _spread(1, max(model.context, 2 * wanted.prompt), wanted.prompt),
    }
    if writes:
        sizes["output"] = _spread(1, max(2048, 4 * wanted.output), wanted.output)
    found = []
    for name, values in sizes.items():
        found += _pair(model, wanted, target, terms, name, values)
    return tuple(found)


def _pair(
    model: Architecture,
    wanted: Serving,
    target: Target,
    terms: Terms,
    name: str,
    values: Iterable[int],
) -> list[Curve]:
    times, sizes = [], []
    for value in values:
        change: dict[str, Any] = {name: value}
        other = replace(wanted, **change)
        needed = llm.memory(model, other).total
        at = {name: float(value)}
        sizes.append(Expected(at, brief(needed)))
        fit = memory.fits(needed, target)
        if fit is not None and fit.verdict == "no":
            continue
        try:
            seconds = inference.serve(model, other, target, terms).seconds
        except UsageError:
            # The target's speed is unknown: `reasons` says so; memory can be drawn all the same.
            continue
        times.append(Expected(at, brief(seconds)))
    own = getattr(wanted, name)
    return [
        Curve(quantity, name, fit=tuple(points), words=_words(name, points, own))
        for quantity, points in (("seconds", times), ("peak_bytes", sizes))
        if len(points) > 1
    ]


def _other(label: str, model: Architecture, other: Serving, target: Target, terms: Terms) -> WhatIf:
    needed = llm.memory(model, other).total
    sizes = {
        "batch": float(other.batch),
        "prompt": float(other.prompt),
        "output": float(other.output),
        "devices": float(other.devices),
    }
    refused = memory.refusal(
        memory.fits(needed, target),
        target,
        lambda count: llm.memory(model, replace(other, devices=count)).total.value,
    )
    if refused:
        return WhatIf(label, sizes, peak_bytes=needed, reason=refused)
    try:
        served = inference.serve(model, other, target, terms)
    except UsageError as unknown:
        return WhatIf(label, sizes, peak_bytes=needed, reason=str(unknown))
    bound = phases.main_bound(served.rows)
    usd = inference.paid(served.seconds, target, terms, bound, other.devices).usd
    return WhatIf(label, sizes, served.seconds, needed, usd)


def brief(found: Range) -> Range:
    """To four digits, more than a drawing shows: results are kept small."""
    return Range(*(float(f"{end:.3e}") for end in (found.value, found.low, found.high)))


def _spread(low: int, high: int, own: int) -> list[int]:
    """Whole numbers from `low` to `high`, evenly in logarithms, with `own` among them."""
    step = math.log(high / low) / (POINTS - 1)
    return sorted({own, *(round(low * math.exp(step * at)) for at in range(POINTS))})


def _words(name: str, points: list[Expected], own: int) -> str:
    """How it grows around the user's own size, by the slope between its neighbours."""
    values = [point.sizes[name] for point in points]
    if own not in values:
        return ""
    at = values.index(own)
    below, above = points[max(0, at - 1)], points[min(len(points) - 1, at + 1)]
    rise = _log(above.expected) - _log(below.expected)
    exponent = rise / math.log(above.sizes[name] / below.sizes[name])
    return f"about n^{max(0.0, exponent):.1f} in `{name}` around {own:,}"


def _log(expected: Range) -> float:
    return math.log(expected.value)
