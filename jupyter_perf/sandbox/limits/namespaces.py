"""Linux namespaces: an own network without interfaces, own process ids, own System V objects.

A bonus on top of Landlock and seccomp: many containers don't allow it, which is no error.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterable
from typing import NoReturn

from . import kernel

_FLAGS = {
    "user": 0x10000000,
    "net": 0x40000000,
    "ipc": 0x08000000,
    "pid": 0x20000000,
    "uts": 0x04000000,
}
ALL = frozenset(_FLAGS)
_UNCATCHABLE = (signal.SIGKILL, signal.SIGSTOP)
_NOTHING: frozenset[str] = frozenset()


def enter() -> frozenset[str]:
    """Move this process into namespaces of its own; returns their names, or none at all.

    The new process ids are for children started from now on, the first of which must live as long
    as any other. Needs a process with a single thread. User and group keep their ids.
    """
    if sys.platform != "linux" or not _would_work():
        return _NOTHING
    uid, gid = os.getuid(), os.getgid()
    return ALL if _unshare(_FLAGS.values(), uid, gid) else _NOTHING


def enter_and_fork() -> frozenset[str]:
    """Like `enter`, going on as process 1 of the new namespace.

    The calling process stays behind, waits, and ends as its child ends; if it is killed, so is the
    child and, with process 1, all of the namespace. The caller must reap orphans (`os.wait`).
    Where there are no namespaces, the calling process itself goes on.
    """
    entered = enter()
    if not entered:
        return entered
    child = os.fork()
    if child:
        _mirror(child)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    return entered


def identities(pid: int | str = "self") -> dict[str, str]:
    """Which namespaces a process is in, by kind; two that share one give the same identity."""
    found = {}
    for name in _FLAGS:
        with contextlib.suppress(OSError):
            found[name] = os.readlink(f"/proc/{pid}/ns/{name}")
    return found


def _would_work() -> bool:
    """Try in a child: a system may allow a user namespace and then refuse to map the user.

    All else that can be refused leaves the process as it was.
    """
    uid, gid = os.getuid(), os.getgid()
    child = os.fork()
    if child == 0:
        os._exit(0 if _unshare([_FLAGS["user"]], uid, gid) else 1)
    return os.waitpid(child, 0)[1] == 0


def _unshare(flags: Iterable[int], uid: int, gid: int) -> bool:
    try:
        if kernel.libc().unshare(sum(flags)) != 0:
            return False
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"{uid} {uid} 1")
        _write("/proc/self/gid_map", f"{gid} {gid} 1")
    except OSError:
        return False
    return True


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def _mirror(child: int) -> NoReturn:
    """Wait for `child` and end the same way, holding no descriptor that others wait on."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    # Not up to the limit of open files, which is a billion in some containers.
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            os.close(int(name))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status < 0:
        if -status not in _UNCATCHABLE:
            signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    os._exit(status if status >= 0 else 128 - status)
