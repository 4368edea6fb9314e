"""What becomes of a training run with other tokens, devices, shares of the peak."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...core import units
from ...core.ranges import Range
from ...core.targets import Target
from ..models import llm
from ..models.llm import Architecture
from ..result import Curve, Expected, WhatIf
from . import memory, training_memory
from .asked import Terms

if TYPE_CHECKING:
    from .training import Training

MORE = (2, 8, 64)
SHARES = (0.3, 0.4, 0.5)
POINTS = 9
_DAY = 86_400.0


def what_if(
    model: Architecture, target: Target, asks: Training, terms: Terms
) -> tuple[WhatIf, ...]:
    """More devices, other shares of the peak, the tokens that are most worth their computing."""
    best = 20.0 * model.active_parameters
    changes: list[tuple[str, dict[str, Any]]] = [
        (units.counted(asks.devices * more, "device"), {"devices": asks.devices * more})
        for more in MORE
    ]
    changes += [(f"MFU {share:.0%}", {"mfu": Range(share, share, share)}) for share in SHARES]
    changes += [
        (f"{best:.2g} tokens (20 for each parameter)", {"tokens": best}),
        (f"10 × the tokens ({10 * asks.tokens:.2g})", {"tokens": 10 * asks.tokens}),
    ]
    return tuple(
        _other(label, model, target, replace(asks, **change), terms) for label, change in changes
    )


def curves(model: Architecture, target: Target, asks: Training) -> tuple[Curve, ...]:
    """Time over tokens and over devices, as far as the model stands: no device idles."""
    tokens = [asks.tokens * 10.0 ** (at / 4 - 1) for at in range(POINTS)]
    devices = sorted({max(1, round(asks.devices * 2.0 ** (at - 4))) for at in range(POINTS)})
    return (
        _curve(model, target, asks, "tokens", tokens, "about n^1.0 in `tokens`"),
        _curve(model, target, asks, "devices", devices, "about n^-1.0 in `devices`"),
    )


def _curve(
    model: Architecture,
    target: Target,
    asks: Training,
    name: str,
    values: list[Any],
    words: str,
) -> Curve:
    points = tuple(
        Expected({name: float(value)}, _seconds(model, target, replace(asks, **{name: value})))
        for value in values
    )
    return Curve("seconds", name, fit=points, form="n" if name == "tokens" else "1/n", words=words)


def _other(label: str, model: Architecture, target: Target, asks: Training, terms: Terms) -> WhatIf:
    needed = training_memory.needed(model, asks)[0]
    sizes = {"tokens": asks.tokens, "devices": float(asks.devices)}
    refused = memory.refusal(
        memory.fits(needed, target),
        target,
        lambda count: training_memory.needed(model, replace(asks, devices=count))[0].low,
    )
    if refused:
        return WhatIf(label, sizes, peak_bytes=needed, reason=refused)
    seconds = _seconds(model, target, asks)
    usd = terms.costs(seconds, target, "compute", asks.devices).usd
    return WhatIf(label, sizes, seconds, needed, usd)


def _seconds(model: Architecture, target: Target, asks: Training) -> Range:
    """Raises UsageError where the target's peak is unknown."""
    made = llm.train(
        model,
        asks.tokens,
        target,
        devices=asks.devices,
        sequence=asks.sequence,
        mfu=asks.mfu,
        precision=asks.precision,
    )
    return made.days.scaled(_DAY)
