"""Ask for a process by the newer call that filters can't look into."""

import ctypes
import os


def attack(target):
    arguments = (ctypes.c_uint64 * 8)(0, 0, 0, 0, 17, 0, 0, 0)
    child = target.syscall("clone3", ctypes.byref(arguments), ctypes.sizeof(arguments))
    if child == 0:
        os._exit(0)
    return "cloned"
