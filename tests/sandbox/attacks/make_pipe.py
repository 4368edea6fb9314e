"""Create a named pipe."""

import os


def attack(target):
    os.mkfifo(f"{target.notebook}/{target.token}")
    return "created"
