"""Send a datagram to a server on this machine."""

import socket


def attack(target):
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.sendto(target.token.encode(), ("127.0.0.1", target.udp))
    return "sent a datagram"
