"""Replace one file by another."""

import os


def attack(target):
    os.rename(f"{target.notebook}/data.txt", target.file)
    return "renamed"
