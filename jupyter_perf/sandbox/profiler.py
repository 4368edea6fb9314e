"""Which lines of the cell take the time: samples of the stack, taken by a signal as it runs.

Python handles signals at calls and jumps only; `runners.ticks` sees to it that there is one after
each statement. Each sample is weighed by the CPU time since the one before it, so that one long
call of a library counts in full. (To write stacks down at once, as `faulthandler` can, ends the
process now and then: frames are half made when the signal comes.) Each is also a look at how much
memory the process has by then (`residency`).
"""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from .residency import Residency

BESIDE, ALONE = "beside", "alone"
"""`BESIDE` an ordinary run, by a timer that code has no use for of its own, some 4 ms apart;
`ALONE`, in a run whose answer nobody looks at, by one that is finer but shared with alarms."""

_INTERVAL_SECONDS = 0.0005
_MOST_STACKS = 300

Stack = tuple[int, tuple[int, ...]]
"""The innermost line of the cell, and all of its lines that are on the stack, once each."""


class Sampler:
    """Samples of the lines of the code that was compiled as `filename`."""

    def __init__(self, filename: str, statm: int = -1) -> None:
        self.filename = filename
        self._statm = statm
        self.seconds: dict[Stack, float] = {}
        self.memory = Residency()
        self._last = 0.0

    @contextmanager
    def running(self, how: str, interval: float = _INTERVAL_SECONDS) -> Iterator[None]:
        """Sample every `interval` seconds, as far as the timer keeps to that, until left."""
        timer, number = _timer(how)
        before = signal.signal(number, self._take)
        # What the signal interrupts in C libraries goes on by itself.
        signal.siginterrupt(number, False)
        self.memory.begin(self._statm)
        self._last = _cpu_seconds(_used())
        signal.setitimer(timer, interval, interval)
        try:
            yield
        finally:
            signal.setitimer(timer, 0)
            signal.signal(number, before)

    def report(self) -> list[list[Any]]:
        """`[innermost line, [lines], seconds]` of the stacks that took most."""
        heaviest = sorted(self.seconds.items(), key=lambda item: -item[1])[:_MOST_STACKS]
        return [[line, list(lines), seconds] for (line, lines), seconds in heaviest]

    def _take(self, _number: int, frame: FrameType | None) -> None:
        used = _used()
        if lines := self._lines_of(frame):
            stack = lines[0], tuple(sorted(set(lines)))
            passed = _cpu_seconds(used) - self._last
            self.seconds[stack] = self.seconds.get(stack, 0.0) + passed
        self.memory.look(lines[0] if lines else None, used.ru_maxrss)
        self._last = _cpu_seconds(_used())

    def _lines_of(self, frame: FrameType | None) -> list[int]:
        """The cell's lines on the stack, the innermost first."""
        lines = []
        while frame is not None:
            if frame.f_code.co_filename == self.filename and frame.f_lineno is not None:
                lines.append(frame.f_lineno)
            frame = frame.f_back
        return lines


def _timer(how: str) -> tuple[int, int]:
    """The interval timer and its signal."""
    if how == ALONE:
        return signal.ITIMER_REAL, signal.SIGALRM
    return signal.ITIMER_PROF, signal.SIGPROF


def _used() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_SELF)


def _cpu_seconds(used: resource.struct_rusage) -> float:
    """CPU seconds of all threads of this process; `time.process_time` may be coarse."""
    return used.ru_utime + used.ru_stime
