"""The same work on a target: its time there, and in all currencies."""

from __future__ import annotations

import dataclasses
import datetime

from ..core import targets as catalogue
from ..core.targets import HERE, Target
from . import elsewhere
from .costing import costs
from .result import Estimate

_MUCH_ALGEBRA = 0.2
"""Of the time: with less, threads change little."""


def of_threads(found: Estimate) -> tuple[str, ...]:
    """Samples run on one thread; linear algebra in the kernel may use more."""
    from .here import mix_of

    cores = catalogue.get(HERE).cores or 1
    lines = {row.line: row.share for row in found.rows if row.line and row.share}
    mix = mix_of(found.source, lines=lines) or {}
    share = sum(part for kernel, part in mix.items() if kernel.startswith("matmul"))
    if found.seconds is None or cores < 2 or share < _MUCH_ALGEBRA:
        return ()
    return (f"linear algebra on one thread: with {cores} it may end sooner",)


def on(found: Estimate, target: Target, region: str | None, offer: str) -> Estimate:
    """The same work on a target, in all currencies."""
    if target.name == HERE:
        found = dataclasses.replace(found, target=target.name, title=target.title)
    else:
        found = elsewhere.on(found, target)
    if found.seconds is None:
        why = "its time isn't known"
        reasons = {**dict.fromkeys(("joules", "grams_co2e", "usd"), why), **found.reasons}
        return dataclasses.replace(found, reasons=reasons)
    cores = target.cores or 1
    money = costs(
        found.seconds,
        target,
        share=min(1.0, 1 / cores),
        region=region,
        kind=offer,
        today=datetime.date.today(),
    )
    return dataclasses.replace(
        found,
        joules=money.joules,
        grams_co2e=money.grams_co2e,
        usd=money.usd,
        reasons={**money.reasons, **found.reasons},
        assumptions=(*found.assumptions, *money.assumptions),
    )
