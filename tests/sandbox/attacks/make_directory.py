"""Create a directory."""

import os


def attack(target):
    os.mkdir(f"{target.notebook}/{target.token}")
    return "created"
