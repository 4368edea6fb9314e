"""Give a private key a second name where reading is allowed."""

import os


def attack(target):
    os.link(target.secret, f"{target.notebook}/{target.token}")
    return "linked"
