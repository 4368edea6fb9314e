"""Print more than anybody will read (200 MB at most)."""

import os


def attack(target):
    block = b"x" * (1 << 20)
    for _ in range(200):
        os.write(1, block)
    return None
