"""Attach to the process that started this one."""

import ctypes
import os


def attack(target):
    if ctypes.CDLL(None).ptrace(0x4206, os.getppid(), None, None) == 0:
        return "attached"
    return None
