"""Measure this machine once: `measured()` is what reference kernels take here, kept for next time.

Lee et al., "HELP: Hardware-Adaptive Efficient Latency Prediction for NAS via Meta-Learning"
(NeurIPS 2021, arXiv 2106.08630), section 3: a device is described by its latencies on a few
reference networks. Here the references are what notebooks do (`probes`).
"""

from __future__ import annotations

import datetime
import platform
import time
from collections.abc import Mapping, Sequence
from typing import Any

from ...core import measurements
from ...core.caches import cache_bytes
from ...core.machine import this_machine
from ...core.measured import Measured, key_here, thread_settings, versions_here
from ...core.memory import free_bytes, usable_bytes
from ...core.progress import Progress, Report, silent
from ...errors import SandboxError
from ...measure.lock import timing_lock
from . import timings
from .probes import Probe, table
from .process import Asked, run
from .timings import Timings

BUDGET_SECONDS = 15.0
LEAST_BUDGET_SECONDS = 2.0
ROUNDS = 4
_EACH_SECONDS = 0.09
"""Of a kernel in one round, where the budget allows it."""
_START_SECONDS = 2.5
"""For the processes to start, import and prepare."""
_LOCK_SHARE = 0.3
"""Of the budget, spent at most on waiting for another kernel's timings to end."""


def measured(
    budget: float = BUDGET_SECONDS, *, again: bool = False, progress: Report | None = None
) -> Measured:
    """What this machine does, measured in at most `budget` wall seconds, or as it was kept.

    `again` measures even where that was done before. A measurement of a busy machine is kept for
    minutes only, and says so in `busy`. Raises SandboxError where nothing could be timed at all;
    an interrupt ends the process that measures and is raised.
    """
    known = None if again else measurements.latest()
    if known is not None:
        return known
    found = measure(max(budget, LEAST_BUDGET_SECONDS), progress=progress or silent)
    measurements.keep(found)
    return found


def measure(
    budget: float,
    *,
    progress: Report = silent,
    environment: Mapping[str, str] | None = None,
    command: Sequence[str] = (),
    flags: Sequence[str] = (),
    threads: str | None = None,
) -> Measured:
    """Measure, whatever is known already, and keep nothing. What comes after `progress` makes
    another machine of this one (see `process.run`); `threads` then says so in words."""
    start = time.monotonic()
    with timing_lock(budget * _LOCK_SHARE) as had:
        hearing = _Hearing(progress, start, budget)
        before = _processor_seconds()
        for asked in _parts(budget - (time.monotonic() - start)):
            run(asked, hearing.hear, environment=environment, command=command, flags=flags)
        others = _others(before, _processor_seconds(), hearing.used)
    if not hearing.found:
        why = next(iter(hearing.failed.values()), "no kernel ended in time")
        raise SandboxError(f"this machine could not be measured: {why}")
    return _described(hearing, others, had, threads)


class _Hearing:
    """Collects what the processes say, and tells how far they are."""

    def __init__(self, progress: Report, start: float, budget: float) -> None:
        self.found: dict[str, Timings] = {}
        self.failed: dict[str, str] = {}
        self.used = 0.0
        self.probes = {each.name: each for each in table()}
        self._progress, self._start, self._budget = progress, start, budget
        self._heard = 0

    def hear(self, said: dict[str, Any]) -> None:
        if "failed" in said:
            self.failed[said["failed"]] = said["why"]
        elif "used" in said:
            self.used += said["used"]
        else:
            name = said["probe"]
            asked = self.probes[name]
            new = Timings(said["amount"], asked.unit, elsewhere=asked.elsewhere)
            kept = self.found.setdefault(name, new)
            kept.wall += said["wall"]
            kept.cpu += said["cpu"]
            self._tell(name)

    def _tell(self, name: str) -> None:
        self._heard += 1
        gone = time.monotonic() - self._start
        done = min(1.0, self._heard / (ROUNDS * len(self.probes)))
        left = max(0.0, self._budget - gone)
        self._progress(Progress(f"measuring this machine: `{name}`", done, gone, left))


def _parts(budget: float) -> list[Asked]:
    """One process with the user's threads, and one where numeric libraries have a single thread."""
    probes = table()
    groups = [[p for p in probes if p.one_thread is one] for one in (False, True)]
    working = max(budget - _START_SECONDS, budget / 3)
    each = min(_EACH_SECONDS, working / (ROUNDS * len(probes)) * 0.7)
    return [
        Asked(
            [probe.name for probe in group],
            budget * _share(group, probes),
            ROUNDS,
            each,
            cache_bytes(),
            free_bytes(),
            one,
        )
        for one, group in zip((False, True), groups, strict=True)
        if group
    ]


def _share(group: Sequence[Probe], probes: Sequence[Probe]) -> float:
    """Of the budget: by the number of kernels, with something for the start of either process."""
    return 0.1 + 0.8 * len(group) / len(probes)


def _processor_seconds() -> tuple[float, float]:
    """Of the whole machine since it started: in use, and all there were."""
    import psutil

    times = psutil.cpu_times()
    known = ("user", "nice", "system", "irq", "softirq", "steal", "idle", "iowait")
    spent = {name: float(getattr(times, name, 0.0)) for name in known}
    total = sum(spent.values())
    return total - spent["idle"] - spent["iowait"], total


def _others(before: tuple[float, float], after: tuple[float, float], own: float) -> float:
    """Share of the machine's processors that wasn't idle and wasn't ours."""
    total = after[1] - before[1]
    return min(1.0, max(0.0, after[0] - before[0] - own) / total) if total > 0 else 0.0


def _described(hearing: _Hearing, others: float, had: bool, threads: str | None) -> Measured:
    machine = this_machine()
    wait = timings.waited(hearing.found)
    heard = {*hearing.found, *hearing.failed}
    missing = {name: "no time was left" for name in hearing.probes if name not in heard}
    busy = timings.why_busy(others, wait, had, len(missing))
    wider = timings.widening(others, wait, busy)
    return Measured(
        key=key_here(machine, threads),
        machine=machine.cpu,
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        cores=machine.cores,
        memory_bytes=usable_bytes(),
        cache_bytes=cache_bytes(),
        probes={name: timings.probed(each, wider) for name, each in hearing.found.items()},
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        versions=versions_here(),
        threads=thread_settings() if threads is None else threads,
        others=round(others, 3),
        busy=busy,
        missing={**missing, **hearing.failed},
    )
