"""Connect to a Unix socket that has no file."""

import socket


def attack(target):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect("\0" + target.abstract)
    return "connected"
