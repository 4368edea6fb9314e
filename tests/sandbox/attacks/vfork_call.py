"""Fork by the oldest call there is."""

import os


def attack(target):
    child = target.syscall("fork")
    if child == 0:
        os._exit(0)
    return "forked"
