"""Open a socket into the kernel's cryptography."""

import socket


def attack(target):
    socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET).close()
    return "opened an AF_ALG socket"
