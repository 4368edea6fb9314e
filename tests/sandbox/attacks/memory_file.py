"""Hold memory in a file that no limit counts."""

import os


def attack(target):
    os.write(os.memfd_create("hidden"), b"x")
    return "created a memory file"
