"""The layers that confine sandboxed code, and the order in which they go on.

Landlock and seccomp need no privilege and are the primary layer; namespaces are added where the
system allows them. What was installed is returned for the user to read, and is never taken as
proof: the isolation level comes from trying (`sandbox.level`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ..work import Limits
from . import capabilities, landlock, namespaces, oom, paths, rlimits, seccomp

WITH_LANDLOCK = 2
WITH_NAMESPACES = 3


def lock_down_zygote(
    read_paths: Sequence[str], write_paths: Sequence[str] = (), max_level: int = WITH_NAMESPACES
) -> tuple[str, ...]:
    """Confine this process, from which repetitions will be forked; returns what was installed.

    Readable afterwards: `read_paths`, the interpreter and the system's libraries. `max_level` 2
    leaves out namespaces, lower ones leave out Landlock and seccomp too. Call it once, in a
    process with one thread. **It may return in another process than it was called in** (process 1
    of a new pid namespace); the caller then only waits to end the same way.
    """
    if sys.platform != "linux":
        return ()
    installed = ["killed first"] if oom.prefer_me() else []
    if max_level < WITH_LANDLOCK:
        return tuple(installed)
    entered = namespaces.enter_and_fork() if max_level >= WITH_NAMESPACES else frozenset[str]()
    if entered:
        installed.append("namespaces " + " ".join(sorted(entered)))
    # After the fork: the size to read is that of the process that goes on.
    rlimits.remember_size_file()
    if capabilities.drop():
        installed.append("no capabilities")
    readable, listable = paths.without_secrets(read_paths)
    version = landlock.restrict(
        [*paths.system_paths(), *readable], write_paths, [*listable, *paths.LISTABLE]
    )
    if version:
        installed.append(f"Landlock {version}")
    if seccomp.install(allow_fork=True):
        installed.append("seccomp")
    return tuple(installed)


def lock_down_repetition(
    limits: Limits, max_level: int = WITH_NAMESPACES, *, extra_address_space: int = 0
) -> tuple[str, ...]:
    """Confine a process forked from a locked-down zygote further: no fork, no limits undone.

    The last step before untrusted code; returns what was installed.
    """
    confined = sys.platform == "linux" and max_level >= WITH_LANDLOCK
    bounds = rlimits.apply(
        limits, extra_address_space=extra_address_space, count_tasks=not confined
    )
    installed = ["limits " + " ".join(sorted(bounds))]
    if confined and seccomp.install():
        installed.append("seccomp")
    return tuple(installed)
