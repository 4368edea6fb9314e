"""Empty the user's data."""

import os


def attack(target):
    os.truncate(f"{target.notebook}/data.txt", 0)
    return "emptied"
