"""Have the kernel signal another process when a descriptor becomes readable."""

import fcntl
import os
import socket


def attack(target):
    one, other = socket.socketpair()
    fcntl.fcntl(one, fcntl.F_SETOWN, target.victim)
    fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    other.send(b"x")
    return "chose the receiver of a signal"
