"""Connect to a Unix socket."""

import socket


def attack(target):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(target.unix)
    return "connected"
