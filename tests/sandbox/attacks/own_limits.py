"""Raise this process's own limits."""

import resource


def attack(target):
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    return "raised its own limit"
