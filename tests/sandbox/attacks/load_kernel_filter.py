"""Load a program into the kernel."""

import ctypes


def attack(target):
    attributes = ctypes.create_string_buffer(b"\x02\0\0\0\x04\0\0\0\x04\0\0\0\x01\0\0\0", 128)
    target.syscall("bpf", 0, attributes, 128)
    return "made a BPF map"
