"""Kill another process of the same user."""

import os
import signal


def attack(target):
    os.kill(target.victim, signal.SIGKILL)
    return "sent a signal"
