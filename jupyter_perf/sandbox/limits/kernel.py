"""Calls into the C library that Python itself doesn't offer; ctypes is loaded on first use."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ctypes

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38


@functools.cache
def libc() -> ctypes.CDLL:
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def syscall(number: int, *arguments: Any) -> int:
    """Make a system call; raises OSError with the kernel's errno."""
    return checked(libc().syscall(_long(number), *map(_long, arguments)))


def prctl(option: int, argument: Any = 0, second: Any = 0) -> int:
    """Raises OSError where the kernel refuses."""
    arguments = [_long(value) for value in (argument, second, 0, 0)]
    return checked(libc().prctl(option, *arguments))


def no_new_privileges() -> None:
    """Give up gaining rights through exec: what unprivileged Landlock and seccomp ask for."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def _long(value: Any) -> Any:
    """Variadic C calls read whole registers, where ctypes would pass a plain int as 32 bits."""
    import ctypes

    return ctypes.c_long(value) if isinstance(value, int) else value


def checked(result: int) -> int:
    """Raise the OSError that a negative `result` of a C call stands for."""
    import ctypes

    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
