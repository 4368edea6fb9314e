"""Map a private key into memory."""

import mmap
import os


def attack(target):
    descriptor = os.open(target.secret, os.O_RDONLY)
    return mmap.mmap(descriptor, 0, prot=mmap.PROT_READ)[:].decode()
