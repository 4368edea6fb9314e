"""Measure other processes."""

import ctypes


def attack(target):
    attributes = ctypes.create_string_buffer(b"\x01\0\0\0\x78\0\0\0", 120)
    target.syscall("perf_event_open", attributes, 0, -1, -1, 0)
    return "opened a counter"
