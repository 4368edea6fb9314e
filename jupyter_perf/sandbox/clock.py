"""CPU time and memory of another process, read from outside it."""

from __future__ import annotations

import contextlib
import sys
import time

_PER_PROCESS_SCHEDULER_CLOCK = 2


def cpu_seconds(pid: int) -> float:
    """CPU time of all threads of `pid` so far; raises ProcessLookupError once it is gone.

    On Linux this reads the process's own CPU clock, in nanoseconds; elsewhere psutil's figure.
    """
    if sys.platform == "linux":
        try:
            return time.clock_gettime((~pid << 3) | _PER_PROCESS_SCHEDULER_CLOCK)
        except OSError as error:
            raise ProcessLookupError(pid) from error
    import psutil

    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.NoSuchProcess as error:
        raise ProcessLookupError(pid) from error
    return float(times.user + times.system)


def memory_status(pid: int) -> dict[str, int]:
    """`VmRSS`, `VmHWM` (bytes) and `Threads` of a process; empty where unreadable."""
    wanted = {"VmRSS": 1024, "VmHWM": 1024, "Threads": 1}
    found: dict[str, int] = {}
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as lines:
            for line in lines:
                key, _, rest = line.partition(":")
                if key in wanted:
                    found[key] = int(rest.split()[0]) * wanted[key]
    except OSError:
        return {}
    return found


def forget_peak(pid: int) -> None:
    """Let `VmHWM` of a process start anew from what is resident now, where that is possible."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/clear_refs", "wb") as file:
        file.write(b"5")


def waited_seconds(pid: int) -> float:
    """Seconds that the first thread of `pid` was ready to run and didn't; 0 where unknown."""
    try:
        with open(f"/proc/{pid}/schedstat", encoding="ascii") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0
