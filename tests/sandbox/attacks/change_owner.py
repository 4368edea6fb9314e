"""Give a file away."""

import os


def attack(target):
    os.chown(f"{target.notebook}/data.txt", 12345, 12345)
    return "changed"
