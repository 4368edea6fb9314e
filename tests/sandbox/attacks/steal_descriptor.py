"""Copy an open descriptor out of another process."""

import os


def attack(target):
    handle = os.pidfd_open(os.getppid())
    target.syscall("pidfd_getfd", handle, 0, 0)
    return "copied a descriptor"
