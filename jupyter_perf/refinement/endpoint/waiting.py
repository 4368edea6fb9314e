"""How long a call may still take, and who may end it before."""

from __future__ import annotations

import enum
import threading
from collections.abc import Callable

from .target import CallLimits

TICK_SECONDS = 0.05
"""How soon it is noticed that a call was cancelled."""


class Stopped(enum.Enum):
    """Why we stopped listening to an endpoint."""

    CANCELLED = "cancelled"
    DEADLINE = "deadline"
    SIZE = "size"
    FINISHED = "finished"
    """The answer was whole, and the endpoint went on all the same."""


class Patience:
    """One call's deadline; `clock` counts seconds, `wait(event, seconds)` waits for an event."""

    def __init__(
        self,
        limits: CallLimits,
        cancelled: threading.Event,
        closed: threading.Event,
        clock: Callable[[], float],
        wait: Callable[[threading.Event, float], object],
    ) -> None:
        self.limits = limits
        self.clock = clock
        self._cancelled = cancelled
        self._closed = closed
        self._wait = wait
        self._begun = clock()

    @property
    def spent(self) -> float:
        """Seconds since the call began."""
        return self.clock() - self._begun

    @property
    def left(self) -> float:
        """Seconds until the deadline; less than 0 after it."""
        return self.limits.seconds - self.spent

    def over(self) -> Stopped | None:
        """Why no more may be waited, or None."""
        if self._cancelled.is_set() or self._closed.is_set():
            return Stopped.CANCELLED
        return Stopped.DEADLINE if self.left <= 0 else None

    def rest(self, seconds: float) -> Stopped | None:
        """Wait so long, or until the call is over."""
        end = self.clock() + seconds
        while (left := end - self.clock()) > 0:
            if (over := self.over()) is not None:
                return over
            self._wait(self._cancelled, min(left, TICK_SECONDS))
        return self.over()
