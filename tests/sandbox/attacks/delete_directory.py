"""Delete a directory with all below it."""

import shutil


def attack(target):
    shutil.rmtree(target.outside)
    return "deleted"
