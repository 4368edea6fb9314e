"""How far the frontier's figures can be trusted, in words."""

from __future__ import annotations

from collections.abc import Iterable

from ...core import units
from .. import devices
from .gathering import Gathered
from .plans import is_modelled, options_said

_CLOSE = 0.01


def assumptions(gathered: Gathered, of_times: Iterable[str]) -> tuple[str, ...]:
    """What was taken for granted."""
    asked = gathered.asked
    said = [*devices.notes(gathered.places), *of_times]
    if asked.loss is None:
        said.append("the loss is the output's own `.loss`, or the mean of its first tensor")
    if isinstance(asked.optimizer, str):
        said.append(f"the optimizer is {asked.optimizer}, with PyTorch's defaults")
    if asked.wanted.options:
        said.append(f"methods were given {options_said(asked.wanted.options)}")
    if any(each.is_here for each in gathered.places) and asked.memory_bytes is None:
        said.append("memory here is what is free now, with what the model itself holds of it")
    if gathered.timed:
        threads = next(iter(gathered.timed.values()))[0].threads
        said.append(
            f"steps were timed with {units.counted(threads, 'thread')}, on weights made up for it"
        )
    if any(each.modelled for each in gathered.tried.used if not each.reason):
        said.append("ZeRO's memory is by its formulas alone: nothing of it was traced or run")
    return tuple(dict.fromkeys(said))


def notes(gathered: Gathered) -> tuple[str, ...]:
    """What was seen on the way."""
    found = [
        note
        for curve in gathered.curves.values()
        for t in curve.traces.values()
        for note in t.notes
    ]
    if gathered.uncalibrated:
        found.append(
            f"no step was done on the card that is here: {gathered.uncalibrated}; what is stated "
            "for all GPUs stays"
        )
    found += _unchecked(gathered)
    found += _checked(gathered)
    found += _noisy(gathered)
    for name, why in gathered.untimed.items():
        found.append(f"`{name}` wasn't timed: {why}".replace("`none`", "the plain step"))
    return tuple(dict.fromkeys(found))


def _unchecked(gathered: Gathered) -> list[str]:
    """Largest batches that no trace confirmed."""
    if gathered.asked.global_batch is not None:
        return []
    found: dict[str, None] = {}
    for place in gathered.places:
        limit = place.limit()
        for name in gathered.tried.names if limit is not None else ():
            peaks = gathered.peaks(name, place, accumulated=False)
            if limit is None or peaks is None or is_modelled(name):
                continue
            if not peaks.fitting(limit.bytes, limit.field)[1]:
                found[f"`{name}`".replace("`none`", "the plain step")] = None
    if not found:
        return []
    return [
        "time ended before traces confirmed the largest batch of "
        f"{', '.join(found)}: it is read off the line through those that were made"
    ]


def _checked(gathered: Gathered) -> list[str]:
    """Traced peaks against the ledger of steps that were really done."""
    here = next((each for each in gathered.places if each.is_here), None)
    if here is None:
        return []
    errors = {}
    for method, timed in gathered.timed.items():
        peaks = gathered.peaks(method, here, accumulated=False)
        for each in timed:
            if each.ledger_bytes and peaks is not None and each.batch in peaks.traces:
                traced = peaks.bytes(each.batch)
                errors[method] = traced / each.ledger_bytes - 1
    if not errors:
        return []
    worst = max(errors, key=lambda name: abs(errors[name]))
    said = f"traced peaks were checked against real ledgers of {units.counted(len(errors), 'step')}"
    if abs(errors[worst]) <= _CLOSE:
        return [f"{said}: all within {units.percent(max(abs(errors[worst]), 1e-4))}"]
    return [f"{said}: that of `{worst}` is {errors[worst]:+.1%} off".replace("`none`", "plain")]


def _noisy(gathered: Gathered) -> list[str]:
    noise = max((t.noise for found in gathered.timed.values() for t in found), default=0.0)
    if noise < 0.05:
        return []
    return [f"steps' times are known to {units.percent(noise)} at worst: the machine is busy"]
