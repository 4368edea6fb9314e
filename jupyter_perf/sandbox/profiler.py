"""Which lines of the cell take the time: samples of the stack, taken by a signal as it runs.

Python handles signals between two instructions of certain kinds only, by which time a loop may be
lines further. So the stack is written down when the signal arrives, by the interpreter's own
`faulthandler`, into a pipe that the handler proper then reads. Each sample is weighed by the CPU
time since the one before it, so that one long call of a library counts in full.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

BESIDE, ALONE = "beside", "alone"
"""`BESIDE` an ordinary run, by a timer that code has no use for of its own, some 4 ms apart;
`ALONE`, in a run whose answer nobody looks at, by one that is finer but shared with alarms."""

_INTERVAL_SECONDS = 0.0005
_MOST_STACKS = 300
_PIPE_BYTES = 1 << 16
_FRAME = re.compile(r'  File "(.*)", line (\d+) in ')

Stack = tuple[int, tuple[int, ...]]
"""The innermost line of the cell, and all of its lines that are on the stack, once each."""


class Sampler:
    """Samples of the lines of the code that was compiled as `filename`."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self.seconds: dict[Stack, float] = {}
        self._shown = filename.encode("ascii", "backslashreplace").decode()
        self._last = 0.0
        self._clock = _clock()
        self._pipe = -1

    @contextmanager
    def running(self, how: str, interval: float = _INTERVAL_SECONDS) -> Iterator[None]:
        """Sample every `interval` seconds, as far as the timer keeps to that, until left."""
        timer, number = _timer(how)
        self._pipe, writing = os.pipe()
        for end in (self._pipe, writing):
            os.set_blocking(end, False)
        before = signal.signal(number, self._take)
        # What the signal interrupts in C libraries goes on by itself.
        signal.siginterrupt(number, False)
        faulthandler.register(number, writing, all_threads=False, chain=True)
        self._last = self._clock()
        signal.setitimer(timer, interval, interval)
        try:
            yield
        finally:
            signal.setitimer(timer, 0)
            faulthandler.unregister(number)
            signal.signal(number, before)
            for end in (self._pipe, writing):
                with contextlib.suppress(OSError):  # the code may have closed it
                    os.close(end)

    def report(self) -> list[list[Any]]:
        """`[innermost line, [lines], seconds]` of the stacks that took most."""
        heaviest = sorted(self.seconds.items(), key=lambda item: -item[1])[:_MOST_STACKS]
        return [[line, list(lines), seconds] for (line, lines), seconds in heaviest]

    def _take(self, _number: int, frame: FrameType | None) -> None:
        passed = self._clock() - self._last
        stacks = self._written() or [self._lines_of(frame)]
        for lines in stacks:
            if lines:
                stack = lines[0], tuple(sorted(set(lines)))
                self.seconds[stack] = self.seconds.get(stack, 0.0) + passed / len(stacks)
        self._last = self._clock()

    def _written(self) -> list[list[int]]:
        """The cell's lines on each stack that was written down, the innermost first."""
        raw = b""
        with contextlib.suppress(OSError):
            raw = os.read(self._pipe, _PIPE_BYTES)
        found = []
        for text in raw.decode("ascii", "replace").split("Stack (")[1:]:
            frames = map(_FRAME.match, text.splitlines())
            found.append([int(at[2]) for at in frames if at and at[1] == self._shown])
        return found

    def _lines_of(self, frame: FrameType | None) -> list[int]:
        """The same of the stack as it is when the signal is handled."""
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


def _clock() -> Callable[[], float]:
    """CPU seconds of all threads of this process; `time.process_time` may be coarse."""
    import resource

    def read() -> float:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    return read
