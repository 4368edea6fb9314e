"""Ask the kernel about network interfaces."""

import socket


def attack(target):
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).close()
    return "opened a netlink socket"
