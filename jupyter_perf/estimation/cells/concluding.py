"""From a climb to an estimate: figures with ranges, statements, growth, ten times the input."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from typing import Any

from ...core import memory, units
from ...core.caches import cache_bytes
from ...core.ranges import Range
from ..fit import Machine, Prediction
from ..result import Curve, Estimate, Row, WhatIf
from . import alone, fresh
from .climbed import Climbed
from .pieces import (
    TIMES,
    curves_of,
    figures_of,
    fits_in,
    row_of,
    sampled_as,
    sizes_of,
    ten_times,
    text_of_line,
    whose_memory,
)
from .request import Request
from .running import Rung
from .series import Series, Statement
from .sizes import Group
from .unforeseen import unforeseen
from .weighing import weighed

_AGAIN = 0.1
"""Relative: what one run differs by from another at another time, in another process."""


def conclude(request: Request, source: str, climbed: Climbed) -> Estimate:
    """`source` is the user's own text, whose lines statements are named by."""
    found = Estimate(
        kind="cell",
        source=source,
        sizes=sizes_of(request.groups, climbed),
        sampled=sampled_as(request, climbed),
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
        reason += f" ({units.size(memory.free_bytes())} in {whose_memory()})"
    return {"reasons": {"seconds": reason, "peak_bytes": reason}}


def _whole(source: str, climbed: Climbed, groups: Sequence[Group]) -> dict[str, Any]:
    """All of it was run: nothing is predicted but another run."""
    top = climbed.rungs[-1]
    seconds = _measured_range(top.seconds)
    peak = None if top.peak_bytes is None else _around(float(top.peak_bytes))
    rows = [
        Row(
            text_of_line(source, statement.line),
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
        "fits": fits_in(peak),
    }
    if groups and len(climbed.rungs) >= 3:
        series = _series(climbed, groups)
        further = series.seconds(TIMES), series.peak(TIMES)
        fields["curves"] = curves_of(series, (series.seconds(), series.peak()), further)
        fields["what_if"] = ten_times(groups, *further)
    return fields


def _extrapolated(
    request: Request, source: str, climbed: Climbed, groups: Sequence[Group]
) -> dict[str, Any]:
    series = _series(climbed, groups)
    peak, further_peak = series.peak(), series.peak(TIMES)
    with_fresh = _fresh(climbed, peak)
    why = unforeseen(series, climbed, groups, with_fresh)
    if why:
        reasons, shown = {"seconds": why, "peak_bytes": why}, _shown(series)
        return {"reasons": reasons, "curves": curves_of(series, shown, shown)}
    plain = series.seconds()
    time = with_fresh(plain, peak)
    further = with_fresh(series.seconds(TIMES), further_peak), further_peak
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
        "rows": tuple(row_of(source, statement) for statement in statements),
        "curves": (*curves_of(series, (time, peak), further), *apart),
        "what_if": (*ten_times(groups, *further), *times),
        "fits": fits_in(peak.expected),
        "notes": tuple(dict.fromkeys((*climbed.notes, *time.notes, *peak.notes))),
        "figures": figures_of(time),
    }


def _shown(series: Series) -> Sequence[Prediction]:
    """What was measured, without a prediction."""
    found = series.seconds(), series.peak()
    return [dataclasses.replace(each, expected=None, curve=()) for each in found]


def _fresh(climbed: Climbed, whole: Prediction) -> Callable[[Prediction, Prediction], Prediction]:
    """Adds to a time, by its peak, what fresh memory costs; which is looked at once at most, as far
    as the peak of the whole."""
    seen = climbed.rungs[-1].peak_bytes
    most = 0 if whole.expected is None else int(whole.expected.value)
    look = functools.cache(functools.partial(fresh.looked_at, seen or 0, most))
    return lambda time, peak: fresh.with_fresh(time, peak, seen, look)


def _combined(time: Prediction, series: Series) -> Range | None:
    """The fit of the whole and, where statements are several, the sum of theirs."""
    parts = series.by_statements()
    if time.expected is None or parts is None:
        return time.expected or parts
    return weighed(time.expected, parts)


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
