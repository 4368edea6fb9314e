"""Stop another process by a queued signal."""

import ctypes
import struct


def attack(target):
    info = ctypes.create_string_buffer(struct.pack("=iii", 19, 0, -1), 128)
    target.syscall("rt_sigqueueinfo", target.victim, 19, info)
    return "sent a signal"
