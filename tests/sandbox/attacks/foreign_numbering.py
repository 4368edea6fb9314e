"""Make a call in x32's numbering, which has the secret bit 30."""

import os


def attack(target):
    # getpid, then: a filter that compares numbers would let the other calls through as well.
    target.call(0x40000000 | 39)
    os.write(1, b"BREACH: x32 calls pass\n")
    return None
