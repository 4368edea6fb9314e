"""How much memory is free: what the machine has, or what the control group leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_UNLIMITED = 1 << 60
"""Version 1 writes a number of about 2**63 for "no limit"."""


def free_bytes(proc: Path = Path("/proc"), cgroup: Path = Path("/sys/fs/cgroup")) -> int:
    """Bytes that can still be used before something is killed or swapped.

    The least of what the machine has available and what each enclosing control group (version 1
    or 2) leaves. `proc` and `cgroup` are where those file systems are mounted.
    """
    machine = _machine(proc / "meminfo")
    return max(0, min([machine, *_groups(proc / "self" / "cgroup", cgroup)]))


def _machine(meminfo: Path) -> int:
    for line in _text(meminfo).splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    import psutil

    return int(psutil.virtual_memory().available)


def _groups(membership: Path, mount: Path) -> Iterator[int]:
    """What each control group that this process is in leaves, from the inside out."""
    for line in _text(membership).splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            roots, files = [mount, mount / "unified"], ("memory.max", "memory.current")
        elif "memory" in controllers.split(","):
            roots = [mount / "memory"]
            files = ("memory.limit_in_bytes", "memory.usage_in_bytes")
        else:
            continue
        for root in roots:
            for folder in _upwards(root, path):
                left = _left(folder, *files)
                if left is not None:
                    yield left


def _upwards(root: Path, path: str) -> Iterator[Path]:
    """The group's folder and those around it; in a container `path` may not exist inside."""
    inner = root / path.strip("/")
    if inner != root and ".." not in inner.parts:
        yield inner
        yield from (p for p in inner.parents if p.is_relative_to(root) and p != root)
    yield root


def _left(folder: Path, limit_file: str, usage_file: str) -> int | None:
    limit, usage = _number(folder / limit_file), _number(folder / usage_file)
    if limit is None or usage is None or limit >= _UNLIMITED:
        return None
    return limit - usage + _reclaimable(folder / "memory.stat")


def _reclaimable(stat: Path) -> int:
    """Cached file pages count as used, yet are given back on demand."""
    counts = dict(line.split()[:2] for line in _text(stat).splitlines() if " " in line)
    return int(counts.get("total_inactive_file", counts.get("inactive_file", 0)))


def _number(path: Path) -> int | None:
    text = _text(path).strip()
    return int(text) if text.isdigit() else None


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
