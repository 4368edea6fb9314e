"""Stop the process that started this one."""

import os
import signal


def attack(target):
    os.kill(os.getppid(), signal.SIGSTOP)
    return "sent a signal"
