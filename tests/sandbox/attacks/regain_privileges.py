"""Take back capabilities that were given up."""

import ctypes
import struct


def attack(target):
    header = struct.pack("=Ii", 0x20080522, 0)
    everything = struct.pack("=6I", *[0xFFFFFFFF] * 6)
    if ctypes.CDLL(None).capset(header, everything) == 0:
        return "has capabilities"
    return None
