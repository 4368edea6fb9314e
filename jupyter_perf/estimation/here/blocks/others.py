"""How much of the machine's processors others took while blocks were timed."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass
class Watch:
    """From when it is made. What times blocks is taken to use one processor all the while."""

    _before: tuple[float, float, float] = field(default_factory=lambda: _now())

    def others(self) -> float:
        """The share of all processors' time, 0 to 1."""
        used, total, own = (now - then for now, then in zip(_now(), self._before, strict=True))
        return min(1.0, max(0.0, used - own) / total) if total > 0 else 0.0


def _now() -> tuple[float, float, float]:
    """Processor seconds in use, all there were, and seconds."""
    import psutil

    times = psutil.cpu_times()
    known = ("user", "nice", "system", "irq", "softirq", "steal", "idle", "iowait")
    spent = {name: float(getattr(times, name, 0.0)) for name in known}
    total = sum(spent.values())
    return total - spent["idle"] - spent["iowait"], total, time.monotonic()
