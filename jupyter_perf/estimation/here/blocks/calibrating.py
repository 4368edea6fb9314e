"""Measure blocks on this machine and fit a head to them: what `%perf calibrate --blocks` does."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ....core.progress import Progress, Report, silent
from ....measure.lock import timing_lock
from ..timings import why_busy
from . import kept
from .adapting import Model, adapt
from .cutting import sampled
from .harness import require_supported, time_blocks
from .head import Head
from .isolation import require_isolation
from .others import Watch
from .outcome import Outcome, Refused, Why
from .processor import Processor, this_processor

BASE = "zen4"
BUDGET_SECONDS = 60.0
MOST_BLOCKS = 6000
CHAINS: Mapping[str, bytes] = {
    "add": bytes.fromhex("4801d8"),
    "imul": bytes.fromhex("480fafc3"),
    "load": bytes.fromhex("488b00"),
}
"""Instructions each of which waits for the one before: what an iteration takes is their latency.
An addition takes one cycle on every x86-64 processor, which checks the clock."""
_BLOCKS_PER_SECOND = 150
"""More than can be timed: the budget ends it."""
_LOCK_SHARE = 0.2

Time = Callable[..., list[Outcome]]


@dataclass
class Calibration:
    """What was measured, and what it taught."""

    processor: Processor
    cycles: kept.Cycles = field(default_factory=dict)
    """All that is known of this processor: earlier measurements, and these."""
    timed: int = 0
    refused: Counter[Why] = field(default_factory=Counter)
    chains: dict[str, float] = field(default_factory=dict)
    """Cycles of the instructions of `CHAINS`."""
    clock_hz: float | None = None
    stopped: bool = False
    """Whether an interrupt ended it before its time."""
    busy: str = ""
    """What else the machine did meanwhile, in words: cycles may be too high."""
    seconds: float = 0.0
    head: Head | None = None
    """None where too few blocks were measured."""
    where: str = ""
    """Where it is kept, in words."""


def calibrate(
    model: Model,
    budget: float = BUDGET_SECONDS,
    *,
    progress: Report = silent,
    blocks: Sequence[bytes] | None = None,
    timing: Time = time_blocks,
) -> Calibration:
    """Time blocks of this machine's libraries for `budget` seconds at most, and fit a head to all
    that is known; both are kept for the next call, and for `--target here`. Of a machine that did
    other work meanwhile the head is kept in this process only, and where there is none yet.

    An interrupt ends the timing: what was timed until then is kept and used. Raises UsageError and
    SandboxError as `time_blocks` does, and MissingExtra.
    """
    require_supported()
    require_isolation()
    processor = this_processor()
    found = Calibration(processor, kept.cycles_of(processor.key))
    progress(Progress("cutting blocks from this machine's libraries", 0.0))
    if blocks is None:
        count = min(MOST_BLOCKS, int(budget * _BLOCKS_PER_SECOND))
        blocks = sampled(count, seed=len(found.cycles))
    _Measuring(found, budget, progress, timing).measure(blocks)
    if not found.busy:
        found.where = kept.keep_cycles(processor.key, found.cycles)
    progress(Progress("fitting the model to this machine", 1.0, found.seconds))
    _fit(found, model)
    return found


class _Measuring:
    """One calibration's timing."""

    def __init__(self, found: Calibration, budget: float, progress: Report, timing: Time) -> None:
        self._found, self._budget, self._progress, self._timing = found, budget, progress, timing
        self._start = time.monotonic()
        self._why: dict[bytes, Why] = {}

    def measure(self, blocks: Sequence[bytes]) -> None:
        """`CHAINS`, then those of `blocks` that aren't known, then once more what was unsteady."""
        known = set(CHAINS.values())
        new = [each for each in blocks if each not in self._found.cycles and each not in known]
        watch, locked = Watch(), True
        try:
            with timing_lock(self._budget * _LOCK_SHARE) as had:
                locked = had
                self._round([*CHAINS.values(), *new])
                self._round([each for each, why in self._why.items() if why is Why.UNSTEADY])
        except KeyboardInterrupt:
            self._found.stopped = True
        self._found.busy = why_busy(watch.others(), 1.0, locked)
        self._found.refused = Counter(self._why.values())
        self._found.seconds = self._gone()

    def _round(self, asked: Sequence[bytes]) -> None:
        left = self._budget - self._gone()
        if asked and left > 0:
            self._timing(asked, left, lambda n, each: self._heard(asked[n], each), self._clock)
            for block in asked:
                if block not in self._found.cycles and block not in CHAINS.values():
                    self._why.setdefault(block, Why.NOT_REACHED)

    def _heard(self, block: bytes, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            self._why[block] = outcome.why
            return
        self._why.pop(block, None)
        for name, chain in CHAINS.items():
            if chain == block:
                self._found.chains[name] = outcome.cycles
        if block not in CHAINS.values():
            self._found.cycles[block] = outcome.cycles
            self._found.timed += 1
        self._tell()

    def _clock(self, cycles_per_second: float) -> None:
        self._found.clock_hz = cycles_per_second

    def _tell(self) -> None:
        gone = self._gone()
        stage = f"timing blocks: {self._found.timed:,} done"
        done = min(1.0, gone / self._budget)
        self._progress(Progress(stage, done, gone, max(0.0, self._budget - gone)))

    def _gone(self) -> float:
        return time.monotonic() - self._start


def _fit(found: Calibration, model: Model) -> None:
    blocks, cycles = list(found.cycles), list(found.cycles.values())
    said = str(found.processor)
    found.head = adapt(blocks, cycles, model, BASE, processor=said, clock_hz=found.clock_hz)
    key = found.processor.key
    if found.busy and kept.is_on_disk(key):
        found.where = f"nowhere: what was measured before stays; {found.busy}"
    elif found.head is not None:
        found.where = kept.keep_head(key, found.head, found.busy)
