"""Resource limits of a repetition.

CPU time isn't among them: RLIMIT_CPU makes the kernel account time in ticks for that process,
which would spoil the measurement; the supervisor ends what runs too long.
"""

from __future__ import annotations

import os
import resource
import sys

from ..work import Limits

_MORE_TASKS = 64
"""How many threads and processes beyond the user's present ones (where nothing else counts)."""

_statm: int | None = None


def remember_size_file() -> None:
    """Open what tells the address space's size, before Landlock closes /proc.

    A process forked later reads its parent's size through it, which a fork makes its own.
    """
    global _statm
    if _statm is None and sys.platform == "linux":
        _statm = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)


def address_space() -> int:
    """Bytes of address space in use; 0 where that can't be read."""
    try:
        if _statm is not None:
            text = os.pread(_statm, 200, 0)
        else:
            with open("/proc/self/statm", "rb") as file:
                text = file.read()
    except OSError:
        return 0
    return int(text.split()[0]) * os.sysconf("SC_PAGE_SIZE")


def apply(
    limits: Limits, *, extra_address_space: int = 0, count_tasks: bool = False
) -> dict[str, int]:
    """Bound this process and all that it starts; returns the limits that were set, by name.

    Memory is what `limits.memory_bytes` allows beyond what is mapped now, plus
    `extra_address_space` (bytes that the sandbox itself will map). Regular files can't grow, pipes
    and sockets aren't files in this sense. `count_tasks` also bounds threads and processes, which
    the kernel counts over all of the user's: for where nothing else forbids a fork.
    """
    wanted = {"NOFILE": limits.files, "CORE": 0, "FSIZE": 0}
    size = address_space()
    if size:
        wanted["AS"] = size + limits.memory_bytes + extra_address_space
    if sys.platform == "linux":
        wanted["MSGQUEUE"] = 0
    tasks = _tasks_of_user() if count_tasks else 0
    if tasks:
        wanted["NPROC"] = tasks + _MORE_TASKS
    return {name: _lower(name, value) for name, value in wanted.items()}


def _lower(name: str, value: int) -> int:
    which: int = getattr(resource, f"RLIMIT_{name}")
    hard = resource.getrlimit(which)[1]
    bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (bound, bound))
    return bound


def _tasks_of_user() -> int:
    """Threads of all processes of this user (0 where they can't be counted)."""
    uid = os.getuid()
    count = 0
    try:
        entries = [entry for entry in os.scandir("/proc") if entry.name.isdigit()]
    except OSError:
        return 0
    for entry in entries:
        try:
            if entry.stat().st_uid == uid:
                count += len(os.listdir(f"{entry.path}/task"))
        except OSError:
            continue
    return count
