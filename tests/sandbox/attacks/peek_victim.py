"""Read another process's memory."""

import ctypes


def attack(target):
    buffer = ctypes.create_string_buffer(16)
    here = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 16)
    there = (ctypes.c_void_p * 2)(target.address, 16)
    target.syscall("process_vm_readv", target.victim, here, 1, there, 1, 0)
    return f"read {buffer.raw!r}"
