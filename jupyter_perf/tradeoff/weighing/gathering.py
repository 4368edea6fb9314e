"""All that is traced and timed for a frontier, as far as it came."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from ...core import memory
from ...core.dimensions import Dimensions, dimensions_in
from ...core.progress import Progress, Report
from ...core.ranges import Range
from ...core.targets import Target
from ...errors import UsageError
from .. import devices, timing
from ..devices import Place
from ..question import Question
from ..result import NONE
from ..search import Curve, curves
from ..timing import Timed
from ..trace import describing
from . import plans
from .calibrated import calibrated
from .peaks import Peaks
from .plans import Tried, Way

if TYPE_CHECKING:
    from ..trace.result import Trace

_TRACING_SHARE = 0.5
"""Of the budget, for traces, where steps are timed too."""
_FREE_SHARE = 0.7
"""Of the memory that is free, that steps which are timed may take: the kernel goes on meanwhile."""


class StepSeconds(Protocol):
    """`estimation.modules.steps.StepSeconds`."""

    @property
    def passes(self) -> Range: ...
    @property
    def update(self) -> Range: ...
    @property
    def assumptions(self) -> tuple[str, ...]: ...


class Roofline(Protocol):
    """Time on a target by counted work: `estimation.modules.steps.StepTimes`."""

    @property
    def observer(self) -> str: ...
    def __call__(
        self, counted: Mapping[str, Any], target: Target, *, host_bytes: int = ...
    ) -> StepSeconds: ...


@dataclasses.dataclass
class Gathered:
    """What is known so far."""

    asked: Question
    places: list[Place]
    dimensions: Dimensions
    tried: Tried
    curves: dict[Way, Curve] = dataclasses.field(default_factory=dict)
    timed: dict[str, list[Timed]] = dataclasses.field(default_factory=dict)
    untimed: dict[str, str] = dataclasses.field(default_factory=dict)
    """Method → why no step of it was timed here."""
    stopped: str = ""
    uncalibrated: str = ""
    """Why no step was done on the card that is here, though a target is one."""

    def peaks(self, method: str, place: Place, *, accumulated: bool) -> Peaks | None:
        """None where nothing was traced."""
        way = Way(plans.traced_part(method), place.in_lists, accumulated)
        curve = self.curves.get(way)
        return Peaks(curve.traces) if curve is not None and curve.traces else None

    def plain_trace(self) -> Trace | None:
        for way, curve in self.curves.items():
            if way.method == NONE and curve.traces:
                return next(iter(curve.traces.values()))
        return None


@dataclasses.dataclass
class Errand:
    """How the work is done: whom it is told to, who stops it, until when."""

    report: Report
    stopped: Callable[[], bool]
    began: float
    ends: float

    @property
    def left(self) -> float:
        return max(0.0, self.ends - time.monotonic())

    def tell(self, stage: str, done: float | None = None) -> None:
        elapsed = time.monotonic() - self.began
        self.report(Progress(stage, done, elapsed, self.left))


def prepared(asked: Question) -> Gathered:
    """What is to be found out. Raises UsageError where the batch has no dimension that could be
    one."""
    dimensions = dimensions_in(asked.args, asked.kwargs)
    if not dimensions.batch:
        raise UsageError("no tensor of the batch has a first dimension that could be the batch")
    if asked.sequence is not None and dimensions.sequence is None:
        raise UsageError(
            "`sequence` is for inputs of ids (batch × sequence) or of vectors (batch × sequence × "
            "features): these have none"
        )
    places = [devices.place(each, asked.memory_bytes, asked.model) for each in asked.targets]
    return Gathered(asked, places, dimensions, plans.tried(asked))


def gather(gathered: Gathered, errand: Errand, roofline: Roofline | None) -> None:
    """Trace, then time; what was found stays in `gathered`, however it ends."""
    asked = gathered.asked
    described = describing.described(
        asked.model,
        asked.args,
        dict(asked.kwargs),
        asked.loss,
        asked.optimizer,
        dict(asked.extra),
    )
    try:
        calibrated(gathered, errand)
        _trace(gathered, errand, described, roofline)
        if any(each.is_here for each in gathered.places) and not _is_over(gathered, errand):
            _time(gathered, errand, described)
    except KeyboardInterrupt:
        gathered.stopped = "by an interrupt"
    if errand.stopped() and not gathered.stopped:
        gathered.stopped = "when asked to"


def _is_over(gathered: Gathered, errand: Errand) -> bool:
    return gathered.plain_trace() is None or errand.stopped()


def _trace(gathered: Gathered, errand: Errand, described: bytes, roofline: Roofline | None) -> None:
    asked = gathered.asked
    wanted = plans.plans(asked, gathered.tried.names, gathered.places, gathered.dimensions)
    here = any(each.is_here for each in gathered.places)
    whole = errand.left
    seconds = whole * (_TRACING_SHARE if here else 1.0)
    found: list[Curve] = []
    began = time.monotonic()

    def report(curve: Curve, batch: int) -> None:
        done = min(0.99, (time.monotonic() - began) / max(1e-9, whole))
        errand.tell(f"tracing `{curve.plan.variant['methods']}` at batch {batch:,}", done)

    errand.tell("starting to trace", 0.0)
    try:
        curves(
            described,
            gathered.dimensions,
            list(wanted.values()),
            elsewhere=any(
                each.device.type != "cpu"
                for each in [*asked.model.parameters(), *asked.model.buffers()]
            ),
            seconds=seconds,
            observer="" if roofline is None else roofline.observer,
            report=report,
            stopped=errand.stopped,
            into=found,
        )
    finally:
        gathered.curves = dict(zip(wanted, found, strict=False))


def _time(gathered: Gathered, errand: Errand, described: bytes) -> None:
    import torch

    wanted = _timing_plans(gathered)
    if not wanted:
        return
    errand.tell("starting to time steps")
    done = {"visits": 0}

    def report(methods: str, batch: int | None) -> None:
        done["visits"] += 1
        errand.tell(f"timing `{methods}` at batch {batch:,}")

    timed, untimed = timing.timings(
        described,
        gathered.dimensions,
        wanted,
        seconds=errand.left,
        memory_bytes=int(memory.free_bytes() * _FREE_SHARE),
        threads=torch.get_num_threads(),
        precision=gathered.asked.precision,
        sequence=gathered.asked.sequence,
        report=report,
        stopped=errand.stopped,
    )
    for each in timed:
        gathered.timed.setdefault(each.methods, []).append(each)
    for refused in untimed:
        if refused.methods not in gathered.timed:
            gathered.untimed[refused.methods] = refused.reason


def _timing_plans(gathered: Gathered) -> list[timing.Plan]:
    """Methods whose steps find room here, with how many examples; why others don't is noted."""
    room = memory.free_bytes() * _FREE_SHARE
    here = next(each for each in gathered.places if each.is_here)
    found = []
    for name in gathered.tried.names:
        # Of microbatches, where there are any: sizes below the global batch are timed too.
        curve = gathered.peaks(name, here, accumulated=True)
        curve = curve or gathered.peaks(name, here, accumulated=False)
        if plans.is_modelled(name) or curve is None:
            continue
        most = curve.most_within(room)
        if most < curve.least:
            gathered.untimed[name] = "a step of it needs more memory than is free here"
            if name == NONE:
                gathered.untimed.update(dict.fromkeys(gathered.tried.names, "no step fits here"))
                return []
            continue
        options = gathered.asked.wanted.options
        most = min(most, gathered.asked.global_batch or most)
        found.append(timing.Plan(name, options, curve.least, most))
    return found
