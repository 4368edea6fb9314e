"""Attach a hidden attribute to a file."""

import os


def attack(target):
    os.setxattr(f"{target.notebook}/data.txt", "user.jp", b"planted")
    return "attached"
