"""Leave the process group that will be killed."""

import os


def attack(target):
    os.setsid()
    return "has a session of its own"
