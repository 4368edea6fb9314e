"""Join the namespaces of another process."""

import ctypes
import os


def attack(target):
    descriptor = os.open(f"/proc/{target.victim}/ns/net", os.O_RDONLY)
    if ctypes.CDLL(None).setns(descriptor, 0) == 0:
        return "joined"
    return None
