"""Open the standard library for writing."""

import os


def attack(target):
    os.close(os.open(os.__file__, os.O_RDWR))
    return "opened the standard library for writing"
