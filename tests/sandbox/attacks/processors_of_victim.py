"""Confine another process to one processor."""

import os


def attack(target):
    os.sched_setaffinity(target.victim, {0})
    return "changed another process's processors"
