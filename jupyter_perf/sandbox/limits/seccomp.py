"""System calls that sandboxed code has no business making, refused by a seccomp filter.

Two strengths: the zygote's (it must fork, and shape the processes that it forks) and the
repetition's, which runs untrusted code. A refused call fails with EPERM, so that Python raises
PermissionError; a call in another architecture's numbering ends the process.

A list of what is refused, rather than of what is allowed, lets numeric libraries, JIT compilers,
threads and event loops work; calls younger than the list answer "not implemented".
"""

from __future__ import annotations

import os
import platform
import struct
from typing import TYPE_CHECKING

from . import bpf, kernel
from .syscalls import AUDIT_ARCH, FIRST_UNREVIEWED, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECCOMP_MODE_FILTER = 2
_X32_BIT = 0x40000000

# Landlock covers the content of files and the names in directories, not these.
_METADATA = """
    chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat
    setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
    inotify_init inotify_init1 inotify_add_watch fanotify_init fanotify_mark
    name_to_handle_at open_by_handle_at
"""
_SOCKETS = "socket connect bind listen accept accept4 sendmmsg"
_OTHER_PROCESSES = """
    execve execveat kill tkill rt_sigqueueinfo rt_tgsigqueueinfo
    pidfd_open pidfd_getfd pidfd_send_signal ptrace process_vm_readv process_vm_writev
    process_madvise process_mrelease kcmp move_pages migrate_pages
    setpriority ioprio_set sched_setparam sched_setscheduler sched_setaffinity sched_setattr
"""
# Memory that RLIMIT_AS doesn't count, or that outlives the process.
_UNCOUNTED_MEMORY = """
    memfd_create memfd_secret shmget shmat shmctl shmdt semget semop semctl semtimedop
    msgget msgsnd msgrcv msgctl
    mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr
"""
_PRIVILEGED = """
    setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset
    personality mount umount2 pivot_root chroot open_tree move_mount fsopen fsconfig fsmount fspick
    mount_setattr unshare setns quotactl quotactl_fd init_module finit_module delete_module
    kexec_load kexec_file_load reboot swapon swapoff acct syslog settimeofday clock_settime
    clock_adjtime adjtimex sethostname setdomainname vhangup nfsservctl iopl ioperm modify_ldt
"""
# A large attack surface in the kernel, and ways around the other layers.
_ATTACK_SURFACE = """
    bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register seccomp
    add_key request_key keyctl lookup_dcookie remap_file_pages
"""
_REFUSED = (_METADATA + _SOCKETS + _OTHER_PROCESSES + _UNCOUNTED_MEMORY + _PRIVILEGED).split()
_REFUSED += _ATTACK_SURFACE.split()

# What the zygote may still do to itself and its children, and a repetition may not.
_CHANGES = """
    fork vfork setsid setpgid setrlimit
    creat mknod mknodat mkdir mkdirat rmdir link linkat symlink symlinkat
    rename renameat renameat2 unlink unlinkat truncate ftruncate fallocate
"""

_CLONE_THREAD = 0x00010000
_CLONE_NEW_NAMESPACE = 0x7E020000
_PR_SET_NAME, _PR_GET_NAME = 15, 16
_SOCKET_TYPE_MASK, _SOCK_STREAM, _SOCK_SEQPACKET = 0xF, 1, 5
# Typing into a terminal, and choosing which process gets a descriptor's signals.
_TIOCSTI, _TIOCLINUX, _FIOSETOWN, _SIOCSPGRP = 0x5412, 0x541C, 0x8901, 0x8902
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _F_NOTIFY = 8, 10, 15, 1026


def install(allow_fork: bool = False) -> bool:
    """Filter the system calls of this thread and all that it starts; for good.

    `allow_fork` gives the zygote's filter. The repetition's can be installed on top of it, and
    holds this process's id: install it after the fork. False where the kernel or the architecture
    doesn't support it.
    """
    machine = platform.machine()
    if machine not in NUMBERS:
        return False
    import ctypes

    code = program(machine, os.getpid(), allow_fork)
    instructions = ctypes.create_string_buffer(b"".join(code))
    header = ctypes.create_string_buffer(
        struct.pack("@HP", len(code), ctypes.addressof(instructions))
    )
    try:
        kernel.no_new_privileges()
        kernel.prctl(kernel.PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(header))
    except OSError:
        return False
    return True


def program(machine: str, pid: int, allow_fork: bool) -> bpf.Code:
    """The filter for `machine` as BPF instructions; `pid` is the one process it may signal."""
    numbers = NUMBERS[machine]
    code = [
        *bpf.load(bpf.ARCH_OFFSET),
        *bpf.unless_equal(AUDIT_ARCH[machine], bpf.ret(bpf.KILL_PROCESS)),
        *bpf.load(bpf.NUMBER_OFFSET),
        # x32 calls pass as x86-64 with this bit set, and would escape comparison by number.
        *bpf.when_at_least(_X32_BIT, bpf.ret(bpf.KILL_PROCESS)),
        *bpf.when_at_least(FIRST_UNREVIEWED, bpf.ret(bpf.UNKNOWN)),
        # Its arguments lie in memory, out of a filter's sight; libc falls back to clone.
        *bpf.when_equal(numbers["clone3"], bpf.ret(bpf.UNKNOWN)),
    ]
    conditional = _conditional(pid, allow_fork)
    for name, block in conditional.items():
        code += bpf.when_equal(numbers[name], block)
    for name in _refused(allow_fork):
        if name in numbers and name not in conditional:
            code += bpf.when_equal(numbers[name], bpf.ret(bpf.REFUSE))
    return [*code, *bpf.ret(bpf.ALLOW)]


def _refused(allow_fork: bool) -> Sequence[str]:
    return _REFUSED if allow_fork else [*_REFUSED, *_CHANGES.split()]


def _conditional(pid: int, allow_fork: bool) -> dict[str, bpf.Code]:
    """Calls that are judged by their arguments."""
    rules = {
        "ioctl": bpf.refuse_if_one_of(
            bpf.argument(1), [_TIOCSTI, _TIOCLINUX, _FIOSETOWN, _SIOCSPGRP]
        ),
        "fcntl": bpf.refuse_if_one_of(
            bpf.argument(1), [_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _F_NOTIFY]
        ),
        # A datagram pair could still send to any named socket that it can reach.
        "socketpair": bpf.allow_if_one_of(
            bpf.argument(1, _SOCKET_TYPE_MASK), [_SOCK_STREAM, _SOCK_SEQPACKET]
        ),
        "sendto": [*bpf.refuse_unless_null(4), *bpf.ret(bpf.ALLOW)],
    }
    if allow_fork:
        # Forked children inherit this filter, and must still be able to signal themselves.
        return rules | {
            "clone": bpf.allow_if(bpf.argument(0, _CLONE_NEW_NAMESPACE), 0),
            "prlimit64": bpf.allow_if(bpf.argument(0), 0),
        }
    return rules | {
        "clone": bpf.allow_if(bpf.argument(0, _CLONE_THREAD | _CLONE_NEW_NAMESPACE), _CLONE_THREAD),
        "tgkill": bpf.allow_if(bpf.argument(0), pid),
        "prctl": bpf.allow_if_one_of(bpf.argument(0), [_PR_SET_NAME, _PR_GET_NAME]),
        # Reading limits is fine; setting them could undo our own.
        "prlimit64": [*bpf.refuse_unless_null(2), *bpf.allow_if(bpf.argument(0), 0)],
    }
