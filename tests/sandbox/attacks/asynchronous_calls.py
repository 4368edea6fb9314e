"""Make system calls that no filter sees."""

import ctypes


def attack(target):
    target.syscall("io_uring_setup", 4, ctypes.create_string_buffer(120))
    return "made a ring"
