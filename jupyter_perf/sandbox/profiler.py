"""Which lines of the cell take the time: samples of the stack, taken by a signal as it runs.

Each sample is weighed by the CPU time since the last one, so that one long call of a library,
during which no signal is handled, counts in full. It counts for the line that the interpreter is
at when it handles the signal, which is the call's own; an operator on large arrays, which isn't
a call, may count for the line below it.
"""

from __future__ import annotations

import opcode
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

BESIDE, ALONE = "beside", "alone"
"""`BESIDE` an ordinary run, by a timer that code has no use for of its own, some 4 ms apart;
`ALONE`, in a run whose answer nobody looks at, by one that is finer but shared with alarms."""

_INTERVAL_SECONDS = 0.0005
_MOST_FRAMES = 200
_MOST_STACKS = 300

Stack = tuple[int, tuple[int, ...]]
"""The innermost line of the cell, and all of its lines that are on the stack, once each."""


class Sampler:
    """Samples of the lines of the code that was compiled as `filename`."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self.seconds: dict[Stack, float] = {}
        self.samples = 0
        self._last = 0.0
        self._clock = _clock()

    @contextmanager
    def running(self, how: str, interval: float = _INTERVAL_SECONDS) -> Iterator[None]:
        """Sample every `interval` seconds, as far as the timer keeps to that, until left."""
        timer, number = _timer(how)
        before = signal.signal(number, self._take)
        # What the signal interrupts in C libraries goes on by itself.
        signal.siginterrupt(number, False)
        self._last = self._clock()
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
        passed = self._clock() - self._last
        if (stack := self._stack(frame)) is not None:
            self.seconds[stack] = self.seconds.get(stack, 0.0) + passed
            self.samples += 1
        self._last = self._clock()

    def _stack(self, frame: FrameType | None) -> Stack | None:
        lines: list[int] = []
        entered: list[int] = []
        seen = 0
        while frame is not None and seen < _MOST_FRAMES:
            if frame.f_code.co_filename == self.filename and frame.f_lineno is not None:
                # A function that only begins is where the signal is handled, not what took time.
                (entered if not lines and _begins(frame) else lines).append(frame.f_lineno)
            frame = frame.f_back
            seen += 1
        lines = lines or entered
        return (lines[0], tuple(sorted(set(lines)))) if lines else None


_RESUME = opcode.opmap.get("RESUME")


def _begins(frame: FrameType) -> bool:
    return frame.f_code.co_code[frame.f_lasti] == _RESUME


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
