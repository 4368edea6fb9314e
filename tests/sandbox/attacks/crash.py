"""End by a bad memory access."""

import ctypes


def attack(target):
    ctypes.string_at(0)
