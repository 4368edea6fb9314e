"""Ask the kernel by a call that is younger than the filter."""

import ctypes


def attack(target):
    target.call(457, ctypes.create_string_buffer(64), ctypes.create_string_buffer(4096), 4096, 0)
    return "a young call passed"
