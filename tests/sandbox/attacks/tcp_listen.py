"""Open a TCP port on this machine."""

import socket


def attack(target):
    socket.create_server(("127.0.0.1", 0)).close()
    return "listened"
