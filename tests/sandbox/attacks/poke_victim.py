"""Overwrite another process's memory."""

import ctypes


def attack(target):
    buffer = ctypes.create_string_buffer(b"CHANGED")
    here = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 7)
    there = (ctypes.c_void_p * 2)(target.address, 7)
    target.syscall("process_vm_writev", target.victim, here, 1, there, 1, 0)
    return "wrote"
