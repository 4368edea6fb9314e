"""Attach to another process as a debugger."""

import ctypes


def attack(target):
    if ctypes.CDLL(None).ptrace(16, target.victim, None, None) == 0:
        return "attached"
    return None
