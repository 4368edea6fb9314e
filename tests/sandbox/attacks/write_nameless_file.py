"""Create a file that never has a name."""

import os


def attack(target):
    for place in (target.notebook, "/tmp", "/dev/shm"):
        try:
            os.close(os.open(place, os.O_TMPFILE | os.O_RDWR, 0o600))
        except OSError:
            continue
        return f"created a nameless file in {place}"
    return None
