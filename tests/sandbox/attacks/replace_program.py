"""Become another program."""

import os


def attack(target):
    os.execv("/bin/echo", ["echo", "BREACH: ran a program"])
