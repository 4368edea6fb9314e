"""Read the memory of the process that started this one."""

import ctypes
import os


def attack(target):
    buffer = ctypes.create_string_buffer(b"own")
    piece = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 4)
    target.syscall("process_vm_readv", os.getppid(), piece, 1, piece, 1, 0)
    return "read the parent's memory"
