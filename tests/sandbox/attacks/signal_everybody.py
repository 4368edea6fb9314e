"""Ask whether every process could be signalled."""

import os


def attack(target):
    os.kill(-1, 0)
    return "may signal every process"
