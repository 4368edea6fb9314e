"""Delete the user's data."""

import os


def attack(target):
    os.unlink(f"{target.notebook}/data.txt")
    return "deleted"
