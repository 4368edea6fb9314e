"""Leave a process behind in a session of its own."""

import os
import time


def attack(target):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(5)
        os._exit(0)
    return "left a daemon"
