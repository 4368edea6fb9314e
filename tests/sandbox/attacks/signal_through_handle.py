"""Stop another process through a handle on it."""

import os
import signal


def attack(target):
    signal.pidfd_send_signal(os.pidfd_open(target.victim), signal.SIGSTOP)
    return "sent a signal"
