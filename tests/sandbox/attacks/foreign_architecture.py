"""Make a call as a 32-bit program would."""

import ctypes
import mmap


def attack(target):
    if target.machine != "x86_64":
        return None
    # mov eax, 20 (getpid); int 0x80; ret
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\xb8\x14\0\0\0\xcd\x80\xc3")
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    return f"getpid said {ctypes.CFUNCTYPE(ctypes.c_int)(address)()}"
