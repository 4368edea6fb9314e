"""This machine, as far as can be told without running anything: what `here` means."""

from __future__ import annotations

import functools
import os
import platform
import re
from pathlib import Path

from .target import Target

_UNLIMITED = 1 << 60
"""Version 1 of control groups writes a number of about 2**63 for "no limit"."""


@functools.cache
def this_machine() -> Target:
    """The processor's name, and the cores and memory that this process may use."""
    model = cpu_model() or platform.machine() or "unknown processor"
    return Target(
        name="here",
        title=model,
        vendor=platform.system(),
        kind="cpu",
        cores=usable_cores(),
        memory_gb=round(usable_memory_bytes() / 1e9, 1),
        source="this machine",
        note="cores and memory that this process may use",
    )


def cpu_model(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    """The processor's name as its maker gives it; "" where nobody tells."""
    text = _text(cpuinfo)
    found = re.search(r"^(?:model name|Model|Hardware)\s*:\s*(.+)$", text, re.MULTILINE)
    return " ".join(found[1].split()) if found else platform.processor()


def usable_cores(cgroup: Path = Path("/sys/fs/cgroup")) -> int:
    """Cores that this process may run on at once: its affinity, or its quota where that is less."""
    allowed = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return max(1, min(allowed, _quota_cores(cgroup)))


def usable_memory_bytes(cgroup: Path = Path("/sys/fs/cgroup")) -> int:
    """What the machine has, or what its control group may use where that is less."""
    import psutil

    limits = [
        _number(_text(cgroup / name)) for name in ("memory.max", "memory/memory.limit_in_bytes")
    ]
    known = [limit for limit in limits if limit is not None and 0 < limit < _UNLIMITED]
    return min([int(psutil.virtual_memory().total), *known])


def _quota_cores(cgroup: Path) -> int:
    """Whole cores that the time given to this group is worth; very many where there is no limit."""
    now = _text(cgroup / "cpu.max").split()
    old = [_text(cgroup / f"cpu/cpu.cfs_{name}_us").strip() for name in ("quota", "period")]
    for quota, period in (now, old) if len(now) == 2 else (old,):
        if quota.isdigit() and period.isdigit() and int(period):
            return max(1, -(-int(quota) // int(period)))
    return _UNLIMITED


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdigit() else None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
