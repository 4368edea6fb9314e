"""Connect to a TCP server on this machine."""

import socket


def attack(target):
    socket.create_connection(("127.0.0.1", target.tcp), timeout=1).close()
    return "connected"
