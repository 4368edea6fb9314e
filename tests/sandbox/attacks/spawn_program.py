"""Start a program without forking in Python."""

import os


def attack(target):
    os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)
    return "spawned"
