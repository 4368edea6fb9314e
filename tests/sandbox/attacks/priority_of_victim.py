"""Slow another process down."""

import os


def attack(target):
    os.setpriority(os.PRIO_PROCESS, target.victim, 19)
    return "changed another process's priority"
