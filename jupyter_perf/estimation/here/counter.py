"""A counter of energy that starts anew when it is full."""

from __future__ import annotations

from collections.abc import Callable


class Unreadable(Exception):
    """A counter can't be read; the message is for the user."""


class Counter:
    """Adds up differences of what `source` says, in joules after `unit`.

    `wraps_at` is the number after which it starts anew, None where it never does.
    """

    def __init__(
        self,
        of: str,
        source: Callable[[], int],
        unit: float,
        wraps_at: int | None = None,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self.of = of
        self.joules = 0.0
        self.close = close
        self._source, self._unit, self._wraps_at = source, unit, wraps_at
        self._last: int | None = None

    def read(self) -> None:
        """Add what was used since the last reading; the first begins. Raises Unreadable."""
        now = self._source()
        if self._last is not None:
            used = now - self._last
            if used < 0:
                if self._wraps_at is None:
                    raise Unreadable(f"the energy counter of {self.of} was reset meanwhile")
                used += self._wraps_at
            self.joules += used * self._unit
        self._last = now
