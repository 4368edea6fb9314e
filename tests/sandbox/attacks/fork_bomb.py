"""Start processes that start processes (64 at most)."""

import os
import time


def attack(target):
    for _ in range(6):
        os.fork()
    time.sleep(0.2)
    return "multiplied"
