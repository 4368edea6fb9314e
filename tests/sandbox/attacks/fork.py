"""Start another process."""

import os


def attack(target):
    if os.fork() == 0:
        os._exit(0)
    return "forked"
