"""Open a file to everybody through a descriptor that may read it."""

import os


def attack(target):
    os.fchmod(os.open(f"{target.notebook}/data.txt", os.O_RDONLY), 0o666)
    return "changed"
