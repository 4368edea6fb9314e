"""Open the memory of the process that started this one."""

import os


def attack(target):
    open(f"/proc/{os.getppid()}/mem", "r+b").close()
    return "opened the parent's memory"
