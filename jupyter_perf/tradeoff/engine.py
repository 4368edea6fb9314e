"""PAPAYA: which memory method pays, at which batch size, on which device.

Peaks are traced and not guessed, times measured here or worked out from operations elsewhere;
which batch is the largest that fits follows from the first, which method pays from both.
"""

from __future__ import annotations

import dataclasses
import datetime
import time
from collections.abc import Callable

from ..core import versions
from ..core.progress import Report, silent
from ..core.units import short
from ..errors import UsageError
from . import devices
from .question import Question
from .result import NONE, Frontier, Law, Point
from .trace.result import NO_TIME
from .weighing import answer, choosing, plans
from .weighing.gathering import Errand, Gathered, Roofline, gather, prepared
from .weighing.points import Known, is_settled, largest_of, points_of
from .weighing.times import Measured, Roofed, StepTimes
from .weighing.trust import assumptions, notes

_LOOSE = (
    "steps scattered too much to tell its time: on a machine with less to do, or with larger "
    "batches, there may be a figure"
)


def papaya(
    asked: Question,
    *,
    roofline: Roofline | None = None,
    progress: Report | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Frontier:
    """The frontier of what `asked` asks.

    `roofline` gives times on targets that aren't here (without it there are none); `stopped` is
    asked now and then, from this thread. An interrupt ends it with what is known by then. Raises
    UsageError for a model that can't be described to another process; why one can't be traced is a
    reason in the frontier.
    """
    began = time.monotonic()
    errand = Errand(progress or silent, stopped or (lambda: False), began, began + asked.budget)
    gathered = prepared(asked)
    gather(gathered, errand, roofline)
    errand.tell("putting it together", 0.99)
    found = _frontier(gathered, roofline)
    return dataclasses.replace(found, searched_seconds=time.monotonic() - began)


def _frontier(gathered: Gathered, roofline: Roofline | None) -> Frontier:
    asked, reasons = gathered.asked, _Reasons(gathered)
    known = list(_known(gathered, roofline, reasons))
    points = tuple(point for each in known for point in points_of(gathered, each))
    reasons.add_untold(known, points)
    known = [dataclasses.replace(e, law=_law(e, points)) for e in known]
    usable = {
        each.name: limit.bytes for each in gathered.places if (limit := each.limit()) is not None
    }
    scores = choosing.scored(points, known, usable)
    allowed = [e.name for e in gathered.tried.used if e.exact or asked.wanted.named]
    chosen = choosing.chosen(points, known, scores, allowed)
    plain = gathered.plain_trace()
    tokens = bool(asked.sequence or gathered.dimensions.sequence)
    unsettled = {
        e.place.name: max(e.peaks.sizes, default=None)
        for e in known
        if e.method == NONE and not is_settled(gathered, e)
    }
    said = answer.sentence(points, chosen, scores, gathered.places, tokens, unsettled)
    if not points:
        said = _untraced(gathered)
    parameters = sum(each.numel() for each in asked.model.parameters())
    return Frontier(
        said,
        f"{type(asked.model).__name__} ({short(parameters)} parameters)",
        "tokens" if tokens else "examples",
        tuple(each.device() for each in gathered.places),
        gathered.tried.used,
        points,
        tuple(e.law for e in known if e.law is not None),
        scores,
        chosen,
        parameters,
        sum(e.numel() for e in asked.model.parameters() if e.requires_grad),
        asked.optimizer if isinstance(asked.optimizer, str) else _class_of(asked.optimizer),
        asked.precision,
        asked.global_batch,
        asked.epoch_examples,
        {name: gathered.tried.code[name] for name in gathered.tried.names if name != NONE},
        reasons.found,
        assumptions(gathered, reasons.assumed),
        (*asked.notes, *(notes(gathered) if plain is not None else ())),
        gathered.stopped,
        0.0,
        datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        versions.of_modules(["torch"]),
        asked.source,
    )


class _Reasons:
    """Why what isn't known isn't."""

    def __init__(self, gathered: Gathered) -> None:
        self.found: dict[str, str] = dict(gathered.tried.refused)
        self.assumed: dict[str, None] = {}

    def add_untold(self, known: list[Known], points: tuple[Point, ...]) -> None:
        """Methods with times that were known too loosely to be told, at every batch size."""
        timed = {(each.method, each.target) for each in points if each.seconds is not None}
        for each in known:
            if each.times is not None and (each.method, each.place.name) not in timed:
                self.found.setdefault(f"{each.method} seconds", _LOOSE)


def _known(gathered: Gathered, roofline: Roofline | None, reasons: _Reasons) -> list[Known]:
    found = []
    for place in gathered.places:
        for method in gathered.tried.names:
            lacking = plans.lacking(method, place.target)
            if lacking:
                reasons.found.setdefault(f"{method} on {place.name}", lacking)
                continue
            largest = largest_of(gathered, method, place)
            if largest is None:
                reasons.found.setdefault(method, _why_untraced(gathered, method))
                continue
            times = _times(gathered, method, place, roofline, reasons)
            found.append(Known(method, place, largest[1], times, largest[0]))
    return found


def _times(
    gathered: Gathered,
    method: str,
    place: devices.Place,
    roofline: Roofline | None,
    reasons: _Reasons,
) -> StepTimes | None:
    if plans.is_modelled(method):
        reasons.found.setdefault(
            f"{method} seconds", "modelled only: its time depends on links between devices"
        )
        return None
    if place.is_here:
        try:
            if method in gathered.timed:
                return Measured(gathered.timed[method])
            why = gathered.untimed.get(method, NO_TIME)
        except UsageError as error:
            why = str(error)
        if NONE in gathered.timed:
            # Beside measured times, others would make ratios of apples and pears.
            reasons.found.setdefault(f"{method} seconds", why)
            return None
    return _roofed(gathered, method, place, roofline, reasons)


def _roofed(
    gathered: Gathered,
    method: str,
    place: devices.Place,
    roofline: Roofline | None,
    reasons: _Reasons,
) -> StepTimes | None:
    several = gathered.peaks(method, place, accumulated=True)
    peaks = several or gathered.peaks(method, place, accumulated=False)
    if roofline is None or peaks is None:
        reasons.found.setdefault("seconds", f"no step was timed on {place.name}")
        return None
    traces = [each for each in peaks.traces.values() if each.counted]
    if not traces:
        reasons.found.setdefault("seconds", "no operations were counted in the time that there was")
        return None
    watched = plans.ACCUMULATED if traces[0].accumulate > 1 else 1
    try:
        made = Roofed(
            traces,
            lambda t: roofline(t.counted, place.target, host_bytes=t.host_moved_bytes),
            watched,
        )
    except UsageError as error:
        reasons.found.setdefault("seconds", str(error))
        return None
    reasons.assumed.update(dict.fromkeys(made.assumptions))
    return made


def _law(known: Known, points: tuple[Point, ...]) -> Law | None:
    """PAPAYA's laws as fitted twins of what was traced and timed."""
    from .fit import fit

    own = [p for p in points if (p.method, p.target) == (known.method, known.place.name)]
    own = [p for p in own if p.peak_bytes is not None]
    if len({p.batch for p in own}) < 2:
        return None
    field = known.place.field
    peaks = [_tensor_bytes(p, known, field) for p in own]
    try:
        if isinstance(known.times, Measured):
            memory = fit([p.batch for p in own], peak_bytes=peaks)
            both = dataclasses.replace(known.times.law, memory=memory.memory)
            return both.law_of(known.method, known.place.name)
        timed = [p.seconds.value for p in own if p.seconds is not None]
        seconds = timed if len(timed) == len(own) else None
        found = fit([p.batch for p in own], seconds, peaks)
        return found.law_of(known.method, known.place.name)
    except UsageError:
        return None  # too few sizes, or none that differ: the points stand alone


def _tensor_bytes(point: Point, known: Known, field: str) -> float:
    if point.traced_bytes is None:
        return sum(point.breakdown.values())
    return known.peaks.bytes(point.batch, field)


def _why_untraced(gathered: Gathered, method: str) -> str:
    part = plans.traced_part(method)
    curves = [curve for way, curve in gathered.curves.items() if way.method == part]
    if gathered.stopped and not any(each.refused for each in curves):
        return f"stopped {gathered.stopped} before it was traced"
    return next((each.reason for each in curves if each.reason), NO_TIME)


def _untraced(gathered: Gathered) -> str:
    return f"The step can't be traced: {_why_untraced(gathered, NONE)}"


def _class_of(optimizer: object) -> str:
    name = type(optimizer).__name__ if hasattr(optimizer, "param_groups") else ""
    return name.lower() or getattr(optimizer, "__name__", "a function")
