"""Change the limits of another process."""

import resource


def attack(target):
    resource.prlimit(target.victim, resource.RLIMIT_NOFILE, (100, 100))
    return "changed another process's limits"
