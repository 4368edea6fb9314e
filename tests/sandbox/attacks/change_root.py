"""Change what the root directory is."""

import os


def attack(target):
    os.chroot(target.notebook)
    return "changed the root"
