"""From a climb to an estimate: figures with ranges, statements, growth, ten times the input."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...core import memory, units
from ...core.caches import cache_bytes
from ...core.ranges import Range
from ..fit import Machine, Prediction
from ..result import Curve, Estimate, Expected, Fits, Row, Sampled, Size, WhatIf
from . import alone, fresh
from .climbed import Climbed
from .request import Request
from .running import Rung
from .series import Series, Statement
from .sizes import Group
from .unforeseen import unforeseen

_AGAIN = 0.1
"""Relative: what one run differs by from another at another time, in another process."""
_TIMES = 10
_LINE_CHARS = 100


def conclude(request: Request, source: str, climbed: Climbed) -> Estimate:
    """`source` is the user's own text, whose lines statements are named by."""
    found = Estimate(
        kind="cell",
        source=source,
        sizes=_sizes(request.groups, climbed),
        sampled=_sampled(request, climbed),
        notes=tuple(dict.fromkeys(climbed.notes)),
        measured=climbed.whole,
    )
    if not climbed.rungs:
        return dataclasses.replace(found, **_nothing(climbed))
    groups = [group for group in request.groups if group.name in climbed.varied]
    if climbed.whole:
        return dataclasses.replace(found, **_whole(source, climbed, groups))
    return dataclasses.replace(found, **_extrapolated(request, source, climbed, groups))


def _nothing(climbed: Climbed) -> dict[str, Any]:
    reason = climbed.reason
    if climbed.blown is not None:
        reason += f" ({units.size(memory.free_bytes())} in {_whose()})"
    return {"reasons": {"seconds": reason, "peak_bytes": reason}}


def _whole(source: str, climbed: Climbed, groups: Sequence[Group]) -> dict[str, Any]:
    """All of it was run: nothing is predicted but another run."""
    top = climbed.rungs[-1]
    seconds = _measured_range(top.seconds)
    peak = None if top.peak_bytes is None else _around(float(top.peak_bytes))
    rows = [
        Row(
            _text(source, statement.line),
            seconds.scaled(statement.share) if statement.share > 0 else None,
            statement.share,
            _around(float(statement.peak_bytes)),
            line=statement.line,
        )
        for statement in _shares(top)
    ]
    fields: dict[str, Any] = {
        "seconds": seconds,
        "peak_bytes": peak,
        "reasons": {} if peak else {"peak_bytes": "memory can't be read here"},
        "rows": tuple(rows),
        "fits": _fits(peak),
    }
    if groups and len(climbed.rungs) >= 3:
        series = _series(climbed, groups)
        further = series.seconds(_TIMES), series.peak(_TIMES)
        fields["curves"] = _curves(series, (series.seconds(), series.peak()), further)
        fields["what_if"] = _what_if(groups, *further)
    return fields


def _extrapolated(
    request: Request, source: str, climbed: Climbed, groups: Sequence[Group]
) -> dict[str, Any]:
    series = _series(climbed, groups)
    why = unforeseen(series, climbed, groups)
    if why:
        reasons, shown = {"seconds": why, "peak_bytes": why}, _shown(series)
        return {"reasons": reasons, "curves": _curves(series, shown, shown)}
    peak, further_peak = series.peak(), series.peak(_TIMES)
    plain = series.seconds()
    with_fresh = _fresh(climbed)
    time = with_fresh(plain, peak)
    further = with_fresh(series.seconds(_TIMES), further_peak), further_peak
    statements = series.statements()
    seconds = _combined(plain, series)
    if seconds is not None:
        seconds = with_fresh(dataclasses.replace(plain, expected=seconds), peak).expected
    reasons, apart, times = {}, list[Curve](), list[WhatIf]()
    if seconds is not None and len(climbed.alone) > 1:
        others = [each for each in request.groups if each.name != series.over]
        apart = alone.curves(seconds, others, climbed.alone)
        times = alone.what_if(seconds, request.groups, climbed.alone)
    if seconds is None:
        reasons["seconds"] = time.refused or "its statements can't be predicted"
    if peak.expected is None:
        reasons["peak_bytes"] = peak.refused or ""
    return {
        "seconds": seconds,
        "peak_bytes": peak.expected,
        "reasons": reasons,
        "rows": tuple(_row(source, statement) for statement in statements),
        "curves": (*_curves(series, (time, peak), further), *apart),
        "what_if": (*_what_if(groups, *further), *times),
        "fits": _fits(peak.expected),
        "notes": tuple(dict.fromkeys((*climbed.notes, *time.notes, *peak.notes))),
        "figures": _figures(time),
    }


def _shown(series: Series) -> Sequence[Prediction]:
    """What was measured, without a prediction."""
    found = series.seconds(), series.peak()
    return [dataclasses.replace(each, expected=None, curve=()) for each in found]


def _fresh(climbed: Climbed) -> Callable[[Prediction, Prediction], Prediction]:
    """Adds to a time, by its peak, what fresh memory costs; which is looked at once at most."""
    seen = climbed.rungs[-1].peak_bytes
    look = functools.cache(functools.partial(fresh.looked_at, seen or 0))
    return lambda time, peak: fresh.with_fresh(time, peak, seen, look)


def _combined(time: Prediction, series: Series) -> Range | None:
    """The sum over statements where they are several, unless it goes far from the whole's fit."""
    parts = series.by_statements()
    if time.expected is None or parts is None:
        return time.expected or parts
    low, high = min(parts.low, time.expected.low), max(parts.high, time.expected.high)
    agree = parts.low <= time.expected.value <= parts.high
    return parts if agree else Range(parts.value, low, high)


def _series(climbed: Climbed, groups: Sequence[Group]) -> Series:
    first = groups[0]
    # What a run goes through in a loop of Python is never in the first level: that one is left out.
    machine = Machine(cache_bytes()[1:], memory.free_bytes())
    return Series(tuple(climbed.rungs), first.name, float(first.value), machine)


def _measured_range(seconds: Sequence[float]) -> Range:
    middle = sorted(seconds)[len(seconds) // 2]
    return Range(middle, min(seconds) * (1 - _AGAIN), max(seconds) * (1 + _AGAIN))


def _around(value: float) -> Range:
    return Range(value, value * (1 - _AGAIN), value * (1 + _AGAIN))


def _shares(top: Rung) -> list[Statement]:
    """Statements of the measured run by their share of it; those that take none are left out."""
    if not top.parts:
        return []
    whole = sum(part.seconds for part in top.parts[0])
    return [
        Statement(at, part.line, None, part.seconds / whole, part.peak_bytes)
        for at, part in enumerate(top.parts[0])
        if whole > 0 and part.seconds >= 0.01 * whole
    ]


def _row(source: str, statement: Statement) -> Row:
    return Row(
        _text(source, statement.line),
        statement.seconds,
        statement.share,
        line=statement.line,
        note=statement.words,
    )


def _text(source: str, line: int) -> str:
    lines = source.split("\n")
    text = lines[line - 1].strip() if 0 < line <= len(lines) else f"line {line}"
    return text if len(text) <= _LINE_CHARS else text[: _LINE_CHARS - 1] + "…"


def _sizes(groups: Sequence[Group], climbed: Climbed) -> tuple[Size, ...]:
    return tuple(
        Size(
            group.name,
            float(group.value),
            group.unit,
            group.alike,
            "varied" if group.name in climbed.varied else "fixed",
        )
        for group in groups
    )


def _sampled(request: Request, climbed: Climbed) -> str:
    """How inputs were cut down, over all runs; empty where they weren't."""
    below = [rung for rung in climbed.rungs if rung.factor < 0.999]
    if not below or climbed.whole:
        return ""
    names = ", ".join(f"`{name}`" for name in climbed.varied[:4])
    ends = [units.percent(rung.factor) for rung in (below[0], below[-1])]
    span = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    said = [f"{len(below)} samples with {span} of {names}"]
    how = below[-1].said.partition(" of ")[2]
    if "kept" in how or "matches" in how:
        said.append(below[-1].said)
    if request.kept_said:
        said.append(f"taken from {request.kept_said}, of more there was no copy")
    return "; ".join(said)


def _curves(
    series: Series, here: Sequence[Prediction], further: Sequence[Prediction]
) -> tuple[Curve, ...]:
    """To ten times the input where that can be said, else to all of it."""
    found = []
    for near, far in zip(here, further, strict=True):
        samples = tuple(Sampled(p.sizes, p.measured, p.used) for p in near.points)
        points = far.curve if far.expected is not None else near.curve
        fit = tuple(Expected(point.sizes, point.expected) for point in points)
        quantity = "seconds" if near.unit == "seconds" else "peak_bytes"
        if samples:
            found.append(Curve(quantity, series.over, samples, fit, near.form, near.words))
    return tuple(found)


def _what_if(groups: Sequence[Group], time: Prediction, peak: Prediction) -> tuple[WhatIf, ...]:
    """Ten times the input: all that was scaled together."""
    names = " and ".join(f"`{group.name}`" for group in groups[:3])
    sizes = {group.name: float(group.value * _TIMES) for group in groups}
    reason = time.refused or ""
    label = f"{_TIMES} × {names}"
    return (WhatIf(label, sizes, time.expected, peak.expected, reason=reason),)


def _figures(time: Prediction) -> dict[str, Range | float | str]:
    powers: Mapping[str, Range] = time.exponents
    found: dict[str, Range | float | str] = {
        f"exponent in {name}": power for name, power in powers.items()
    }
    return found


def _fits(peak: Range | None) -> Fits | None:
    if peak is None:
        return None
    return Fits(peak, float(memory.free_bytes()), _whose())


def _whose() -> str:
    """A control group that has less than the machine is a container, to whoever is in it."""
    import psutil

    less = memory.usable_bytes() < 0.98 * psutil.virtual_memory().total
    return "this container" if less else "this machine"
