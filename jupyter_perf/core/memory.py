"""How much memory is free: what the machine has, or what the control group leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import cgroups
from .cgroups import number_in, text_of

_UNLIMITED = 1 << 60
"""Version 1 writes a number of about 2**63 for "no limit"."""
_FILES = {
    1: ("memory.limit_in_bytes", "memory.usage_in_bytes"),
    2: ("memory.max", "memory.current"),
}


def free_bytes(proc: Path = cgroups.PROC, cgroup: Path = cgroups.MOUNT) -> int:
    """Bytes that can still be used before something is killed or swapped.

    The least of what the machine has available and what each enclosing control group (version 1
    or 2) leaves. `proc` and `cgroup` are where those file systems are mounted.
    """
    groups = cgroups.folders("memory", proc, cgroup)
    left = (_left(folder, *_FILES[version]) for version, folder in groups)
    return max(0, min([_available(proc / "meminfo"), *_known(left)]))


def usable_bytes(proc: Path = cgroups.PROC, cgroup: Path = cgroups.MOUNT) -> int:
    """Bytes that this process could have if nobody else used any: the machine's, or its group's."""
    groups = cgroups.folders("memory", proc, cgroup)
    limits = (_limit(folder / _FILES[version][0]) for version, folder in groups)
    return min([_installed(proc / "meminfo"), *_known(limits)])


def _known(values: Iterator[int | None]) -> Iterator[int]:
    return (value for value in values if value is not None)


def _available(meminfo: Path) -> int:
    if (found := _entry(meminfo, "MemAvailable")) is not None:
        return found
    import psutil

    return int(psutil.virtual_memory().available)


def _installed(meminfo: Path) -> int:
    if (found := _entry(meminfo, "MemTotal")) is not None:
        return found
    import psutil

    return int(psutil.virtual_memory().total)


def _entry(meminfo: Path, name: str) -> int | None:
    for line in text_of(meminfo).splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return None


def _left(folder: Path, limit_file: str, usage_file: str) -> int | None:
    limit, usage = _limit(folder / limit_file), number_in(folder / usage_file)
    if limit is None or usage is None:
        return None
    return limit - usage + _reclaimable(folder / "memory.stat")


def _limit(file: Path) -> int | None:
    limit = number_in(file)
    return None if limit is None or limit >= _UNLIMITED else limit


def _reclaimable(stat: Path) -> int:
    """Cached file pages count as used, yet are given back on demand."""
    counts = dict(line.split()[:2] for line in text_of(stat).splitlines() if " " in line)
    return int(counts.get("total_inactive_file", counts.get("inactive_file", 0)))
