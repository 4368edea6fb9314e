"""Energy that was used meanwhile, where the machine counts it and lets one read: RAPL and NVML.

    with power.Meter() as meter:
        run()
    meter.metered()        # Metered(joules=…, of="1 processor package, memory") or a reason

Counters are the whole machine's: what others use in that time is in them.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from . import nvml, rapl
from .counter import Counter, Unreadable

SECONDS_BETWEEN = 30.0
"""Between two readings: a counter of 32 bits, each 61 µJ, begins anew after 260 s at 1 kW."""


@dataclass(frozen=True)
class Metered:
    """Joules of what `of` names; None where nothing could be read, and `reason` says why."""

    joules: float | None
    of: str = ""
    reason: str = ""


class Meter:
    """Adds up what counters say from `__enter__` to `__exit__`.

    What can't be read is a reason, never an error: a run isn't kept from because nobody meters it.
    """

    def __init__(self, powercap: Path = rapl.POWERCAP, between: float = SECONDS_BETWEEN) -> None:
        self._powercap, self._between = powercap, between
        self._counters: Sequence[Counter] = ()
        self._reasons: list[str] = []
        self._over = threading.Event()
        self._turn = threading.Lock()
        self._reading: threading.Thread | None = None

    def __enter__(self) -> Meter:
        found: list[Counter] = []
        kinds = (functools.partial(rapl.counters, self._powercap), nvml.counters)
        for kind in kinds:
            try:
                found += kind()
            except Unreadable as why:
                self._reasons.append(str(why))
        self._counters = found
        self._read()
        if self._counters:
            self._reading = threading.Thread(
                target=self._keep_reading, name="jupyter-perf-energy", daemon=True
            )
            self._reading.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._reading is not None:
            self._reading.join(timeout=1.0)
        self._read()
        for each in self._counters:
            with contextlib.suppress(Unreadable):
                each.close()

    def metered(self) -> Metered:
        """What was used until now, or until the end."""
        used = [(each.of, each.joules) for each in self._counters if each.joules > 0]
        if used:
            return Metered(sum(joules for _, joules in used), _listed([of for of, _ in used]))
        still = ["energy counters stand still here, as in most virtual machines"]
        return Metered(None, reason="; ".join(self._reasons or still))

    def _keep_reading(self) -> None:
        while not self._over.wait(self._between):
            self._read()

    def _read(self) -> None:
        with self._turn:
            readable = []
            for each in self._counters:
                try:
                    each.read()
                except Unreadable as why:
                    self._reasons.append(str(why))
                    # What it counted before isn't all of it, so it doesn't count.
                    with contextlib.suppress(Unreadable):
                        each.close()
                else:
                    readable.append(each)
            self._counters = readable


def _listed(names: Sequence[str]) -> str:
    """`2 × processor package, memory`."""
    counts = {name: names.count(name) for name in dict.fromkeys(names)}
    return ", ".join(name if count == 1 else f"{count} × {name}" for name, count in counts.items())
