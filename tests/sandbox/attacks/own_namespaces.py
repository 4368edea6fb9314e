"""Become root in a user namespace of its own."""

import ctypes


def attack(target):
    if ctypes.CDLL(None).unshare(0x10000000) == 0:
        return "has a user namespace of its own"
    return None
