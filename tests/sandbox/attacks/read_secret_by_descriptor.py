"""Open a private key relative to a directory that was opened without reading."""

import os


def attack(target):
    root = os.open("/", os.O_PATH)
    descriptor = os.open(target.secret.lstrip("/"), os.O_RDONLY, dir_fd=root)
    return os.read(descriptor, 1000).decode()
