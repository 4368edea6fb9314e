"""Run a command as in a pod of Binder: no root, no namespaces, little memory, few cores.

The memory is limited by a control group, of either version, which takes root to make; without root
it isn't limited, and `Pod.limited` says so. The filter of system calls refuses what container
runtimes' default profiles refuse a process without `CAP_SYS_ADMIN`: new namespaces above all.
"""

from __future__ import annotations

import contextlib
import os
import platform
import struct
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jupyter_perf.sandbox.limits import bpf, kernel
from jupyter_perf.sandbox.limits.syscalls import AUDIT_ARCH, NUMBERS

CGROUPS = Path("/sys/fs/cgroup")
NEW_NAMESPACES = 0x7E020000
FILTER_MODE = 2
REFUSED = """
    unshare setns mount umount2 pivot_root open_tree move_mount fsopen fsconfig fsmount fspick
    mount_setattr bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register
    add_key request_key keyctl init_module finit_module delete_module kexec_load kexec_file_load
    reboot swapon swapoff acct syslog quotactl settimeofday clock_settime sethostname setdomainname
    open_by_handle_at process_vm_writev kcmp
"""


class Filter:
    """The filter, made ready: the user that installs it may not read this interpreter's files."""

    def __init__(self) -> None:
        import ctypes

        code = b"".join(_program(platform.machine()))
        self._code = ctypes.create_string_buffer(code)
        header = struct.pack("@HP", len(code) // 8, ctypes.addressof(self._code))
        self._header = ctypes.create_string_buffer(header)
        self._at = ctypes.byref(self._header)
        kernel.libc()

    def install(self) -> None:
        kernel.no_new_privileges()
        kernel.prctl(kernel.PR_SET_SECCOMP, FILTER_MODE, self._at)


def _program(machine: str) -> bpf.Code:
    numbers = NUMBERS[machine]
    code = [
        *bpf.load(bpf.ARCH_OFFSET),
        *bpf.unless_equal(AUDIT_ARCH[machine], bpf.ret(bpf.KILL_PROCESS)),
        *bpf.load(bpf.NUMBER_OFFSET),
        # Its flags lie in memory: container runtimes answer so that libc falls back to clone.
        *bpf.when_equal(numbers["clone3"], bpf.ret(bpf.UNKNOWN)),
        *bpf.when_equal(numbers["clone"], bpf.allow_if(bpf.argument(0, NEW_NAMESPACES), 0)),
    ]
    for name in REFUSED.split():
        if name in numbers:
            code += bpf.when_equal(numbers[name], bpf.ret(bpf.REFUSE))
    return [*code, *bpf.ret(bpf.ALLOW)]


@dataclass(frozen=True)
class Pod:
    """A user, the cores that it may use, the control group of its memory where there is one."""

    user: int
    cores: tuple[int, ...]
    group: Path | None
    filter: Filter

    @property
    def limited(self) -> bool:
        return self.group is not None

    @property
    def is_v1(self) -> bool:
        return self.group is not None and (self.group / "memory.limit_in_bytes").exists()

    def enter(self) -> None:
        """Called between fork and exec; for good."""
        if self.group is not None:
            (self.group / "cgroup.procs").write_text(str(os.getpid()))
        os.sched_setaffinity(0, self.cores)
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(self.user)
            os.setuid(self.user)
        self.filter.install()

    def resident(self) -> int:
        """Bytes that can't be given back: those of processes and of shared memory."""
        if self.group is None:
            return 0
        stat = dict(line.split() for line in (self.group / "memory.stat").read_text().splitlines())
        of_processes = stat.get("total_rss", stat.get("anon", 0))
        return int(of_processes) + int(stat.get("total_shmem", stat.get("shmem", 0)))

    def processes(self) -> list[int]:
        """The ids of all that runs in it, however it was started; none without a group."""
        if self.group is None:
            return []
        return [int(line) for line in (self.group / "cgroup.procs").read_text().split()]

    def killed(self) -> int:
        """How many processes ended because memory ran out."""
        if self.group is None:
            return 0
        file = self.group / ("memory.oom_control" if self.is_v1 else "memory.events")
        events = dict(line.split() for line in file.read_text().splitlines())
        return int(events.get("oom_kill", 0))


@contextlib.contextmanager
def made(user: int, memory_bytes: int, cores: int) -> Iterator[Pod]:
    """A pod to start processes in; all of them must have ended at the end."""
    group = _new_group(memory_bytes)
    try:
        allowed = tuple(sorted(os.sched_getaffinity(0))[:cores])
        yield Pod(user if os.getuid() == 0 else os.getuid(), allowed, group, Filter())
    finally:
        if group is not None:
            group.rmdir()


def _new_group(memory_bytes: int) -> Path | None:
    name = f"pod-{uuid.uuid4().hex[:8]}"
    for parent, limit in (
        (CGROUPS / "memory", "memory.limit_in_bytes"),
        (CGROUPS, "memory.max"),
    ):
        group = parent / name
        try:
            group.mkdir()
        except OSError:  # not root, read-only, or the other version
            continue
        if (group / limit).exists():
            (group / limit).write_text(str(memory_bytes))
            return group
        group.rmdir()
    return None
