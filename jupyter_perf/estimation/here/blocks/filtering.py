"""The system calls that a process may make while a block runs in it: four, and only its driver."""

from __future__ import annotations

from ....sandbox.limits import bpf, syscalls
from . import layout

_POINTER_OFFSET = 8
"""Of the instruction that called, in what a filter sees."""


def program() -> bytes:
    """A seccomp filter; all else ends the process.

    Memory can be mapped a page at a time, readable and writable, never to be run.
    """
    stop, allow = bpf.ret(bpf.KILL_PROCESS), bpf.ret(bpf.ALLOW)
    page = [
        *bpf.argument(1), *bpf.unless_equal(layout.PAGE_BYTES, stop),
        *bpf.argument(2), *bpf.unless_equal(layout.READ_WRITE, stop),
        *bpf.argument(3), *bpf.unless_equal(layout.MAP_FLAGS, stop),
        *allow,
    ]  # fmt: skip
    code = [
        *bpf.load(bpf.ARCH_OFFSET),
        *bpf.unless_equal(syscalls.AUDIT_ARCH["x86_64"], stop),
        *bpf.load(_POINTER_OFFSET + 4),
        *bpf.unless_equal(layout.CODE >> 32, stop),
        *bpf.load(_POINTER_OFFSET),
        *bpf.when_at_least(layout.LONG_RUN, stop),
        *bpf.load(bpf.NUMBER_OFFSET),
        *bpf.when_equal(layout.SYS_MMAP, page),
        *bpf.when_equal(layout.SYS_RT_SIGRETURN, allow),
        *bpf.when_equal(layout.SYS_EXIT_GROUP, allow),
        *stop,
    ]
    return b"".join(code)
