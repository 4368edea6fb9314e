"""Become another user."""

import os


def attack(target):
    os.setresuid(12345, 12345, 12345)
    return "became another user"
