"""Connect to a TCP server without Python's socket module."""

import ctypes
import struct


def attack(target):
    descriptor = target.syscall("socket", 2, 1, 0)
    address = struct.pack("=HH4s8x", 2, (target.tcp % 256) << 8 | target.tcp // 256, b"\x7f\0\0\1")
    target.syscall("connect", descriptor, ctypes.c_char_p(address), 16)
    return "connected"
