"""Change the limits of the process that started this one."""

import os
import resource


def attack(target):
    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (100, 100))
    return "changed the parent's limits"
