"""Rename the machine."""

import socket


def attack(target):
    socket.sethostname(target.token)
    return "renamed the machine"
