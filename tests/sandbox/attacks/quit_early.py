"""End without a result."""

import os


def attack(target):
    os._exit(0)
