"""List a directory that isn't the notebook's."""

import os


def attack(target):
    return str(os.listdir(target.outside))
