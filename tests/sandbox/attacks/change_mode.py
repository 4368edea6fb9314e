"""Open a file to everybody."""

import os


def attack(target):
    os.chmod(f"{target.notebook}/data.txt", 0o666)
    return "changed"
