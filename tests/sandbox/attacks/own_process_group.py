"""Join another process group."""

import os


def attack(target):
    os.setpgid(0, os.getppid())
    return "left its process group"
