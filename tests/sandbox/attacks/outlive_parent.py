"""Ask not to be ended with the process that started this one."""

import ctypes


def attack(target):
    if ctypes.CDLL(None).prctl(1, 0, 0, 0, 0) == 0:
        return "would outlive its parent"
    return None
