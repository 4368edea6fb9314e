"""Read the environment of the process that started this one."""

import os


def attack(target):
    with open(f"/proc/{os.getppid()}/environ") as file:
        return file.read() and "read the parent's environment"
