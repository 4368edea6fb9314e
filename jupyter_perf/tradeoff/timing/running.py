"""From a described model to what its steps take here, through a process that has limits."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...core.dimensions import Dimensions
from ...measure.lock import timing_lock
from ..trace import process
from .result import Timed, Untimed

CHILD = "jupyter_perf.tradeoff.timing.child"
_LOCK_SECONDS = 3.0

Report = Callable[[str, int | None], None]
"""Told of each method and batch size that was timed."""


@dataclasses.dataclass(frozen=True)
class Plan:
    """A method whose steps are to be timed."""

    methods: str = "none"
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    least: int = 1
    """Examples in the smallest step: 2 where a batch of one makes no sense."""
    most: int = 1 << 20
    """Examples in the largest step that memory here allows."""


def timings(
    described: bytes,
    dimensions: Dimensions,
    plans: Sequence[Plan],
    *,
    seconds: float,
    memory_bytes: int,
    threads: int,
    precision: str = "fp32",
    sequence: int | None = None,
    report: Report | None = None,
    stopped: Callable[[], bool] | None = None,
) -> tuple[list[Timed], list[Untimed]]:
    """Steps of each plan at a few batch sizes that lie beyond the latency floor, and at the least.

    The first plan is the plain step: by it the sizes are chosen, the same for all. All plans are
    timed in turns, so that a busy moment spoils no single one, for `seconds` at most, the start
    of the process included. What was timed until it is stopped (or interrupted) is kept.
    """
    ends = time.monotonic() + seconds
    taken = _Taken(threads, report)
    asked = {
        "dimensions": dataclasses.asdict(dimensions),
        "plans": [dataclasses.asdict(each) for each in plans],
        "precision": precision,
        "sequence": sequence,
        "threads": threads,
        "memory_bytes": memory_bytes,
        "ends": ends,
    }
    with timing_lock(min(_LOCK_SECONDS, seconds / 4)):
        ended = process.run(asked, described, ends, taken.take, stopped, child=CHILD)
    if ended is not None:
        known = {each.methods for each in taken.timed()}
        taken.untimed += [
            Untimed(each.methods, None, ended.why, ended.reason)
            for each in plans
            if each.methods not in known
        ]
    return taken.timed(), taken.untimed


class _Taken:
    """What the process has said so far."""

    def __init__(self, threads: int, report: Report | None) -> None:
        self._threads = threads
        self._report = report
        self._samples: dict[tuple[str, int], dict[str, Any]] = {}
        self.untimed: list[Untimed] = []

    def take(self, said: Mapping[str, Any]) -> None:
        if "why" in said:
            self.untimed.append(Untimed(**said))
            return
        key = (said["methods"], said["batch"])
        known = self._samples.setdefault(key, {"samples": [], "ledger_bytes": None})
        known["samples"] += said["samples"]
        known["ledger_bytes"] = said.get("ledger_bytes") or known["ledger_bytes"]
        if self._report is not None:
            self._report(*key)

    def timed(self) -> list[Timed]:
        found = []
        for (methods, batch), known in sorted(self._samples.items()):
            wall, cpu, update = zip(*known["samples"], strict=True)
            if len(wall) >= 2:
                found.append(
                    Timed(methods, batch, wall, cpu, update, self._threads, known["ledger_bytes"])
                )
        return found
