"""Ask for a process by the call that makes threads."""

import os


def attack(target):
    child = target.syscall("clone", 17, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    return "cloned"
