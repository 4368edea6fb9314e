"""Make a file look older."""

import os


def attack(target):
    os.utime(f"{target.notebook}/data.txt", (1, 1))
    return "changed"
