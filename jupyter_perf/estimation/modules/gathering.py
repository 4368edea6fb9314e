"""All traces that an estimate needs, in one process: what was asked for first, then other sizes."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from typing import Any

from ...core.dimensions import dimensions_in
from ...core.progress import Progress, Report
from ...core.workload import Workload
from ...errors import UsageError
from ..counting import OBSERVER
from . import asked
from .asked import Size
from .tracing import Tracer, refusal

SWEEP_SECONDS = 15.0
"""What other sizes may take together; the one that was asked for has all of the budget."""
_CUT_SHORT = ("time", "stopped")


@dataclasses.dataclass(frozen=True)
class Traced:
    """What was found for the size that was asked for, and for others."""

    first: Any
    others: tuple[Any, ...] = ()


def gathered(
    model: Any,
    inputs: tuple[Any, ...],
    workload: Workload,
    trace: Tracer,
    kinds: Sequence[str],
    seconds: float,
    progress: Report,
) -> dict[str, Traced]:
    """By kind of target, of `kinds`.

    Raises UsageError where the model refuses its inputs. Other sizes for which no time was left
    aren't there.
    """
    sizes = [Size(workload.batch, workload.sequence), *_others(inputs, workload)]
    ways = list(dict.fromkeys(_way(each) for each in kinds))
    plan = [(way, size) for size in sizes for way in ways]
    hearing = _Hearing(len(ways), len(plan), seconds, progress)
    autocast = asked.autocast(model, workload)
    found = trace(
        model,
        inputs,
        [_variant(way, size, autocast) for way, size in plan],
        train=workload.kind == "train",
        loss=workload.loss,
        optimizer=workload.optimizer,
        observer=OBSERVER,
        seconds=seconds,
        batch_dim=asked.batch_dim(workload),
        on_found=hearing.hear,
        stopped=hearing.enough,
    )
    by_way = {
        way: [each for (its, _), each in zip(plan, found, strict=True) if its == way]
        for way in ways
    }
    return {kind: _traced(by_way[_way(kind)]) for kind in kinds}


class _Hearing:
    """Tells how far it is, and ends the sweep in time."""

    def __init__(self, needed: int, planned: int, seconds: float, progress: Report) -> None:
        self._needed, self._planned, self._seconds = needed, planned, seconds
        self._progress = progress
        self._heard = 0
        self._start = time.monotonic()
        self._sweep_end = self._start + seconds
        self._tell()

    def hear(self, _found: Any) -> None:
        self._heard += 1
        if self._heard == self._needed:
            self._sweep_end = time.monotonic() + SWEEP_SECONDS
        self._tell()

    def enough(self) -> bool:
        return self._heard >= self._needed and time.monotonic() > self._sweep_end

    def _tell(self) -> None:
        gone = time.monotonic() - self._start
        words = "tracing the model" if self._heard < self._needed else "tracing other sizes"
        left = max(0.0, self._seconds - gone)
        self._progress(Progress(words, self._heard / self._planned, gone, left))


def _traced(found: Sequence[Any]) -> Traced:
    first, *others = found
    refused = refusal(first)
    if refused is not None and refused[0] == "inputs":
        raise UsageError(f"the model can't be called with these inputs: {refused[1]}")
    told = [each for each in others if (why := refusal(each)) is None or why[0] not in _CUT_SHORT]
    return Traced(first, tuple(told))


def _others(inputs: tuple[Any, ...], workload: Workload) -> list[Size]:
    """Around the size that is asked for, as far as the inputs have such dimensions."""
    own = dimensions_in(inputs, batch_dim=asked.batch_dim(workload))
    batch = None if own.batch is None else workload.batch or own.batch
    sequence = None if own.sequence is None else workload.sequence or own.sequence
    return list(asked.others(batch, sequence, workload))


def _variant(way: str, size: Size, autocast: bool) -> Mapping[str, Any]:
    """PyTorch updates weights in lists on GPUs, one by one on processors."""
    return {**dataclasses.asdict(size), "foreach": way == "gpu", "autocast": autocast}


def _way(kind: str) -> str:
    return "cpu" if kind == "cpu" else "gpu"
