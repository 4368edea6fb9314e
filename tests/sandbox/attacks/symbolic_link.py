"""Leave a link to a private key where others look."""

import os


def attack(target):
    os.symlink(target.secret, f"{target.notebook}/{target.token}")
    return "left a link"
