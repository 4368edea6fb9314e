"""Reach a private key through this process's own root."""


def attack(target):
    return open(f"/proc/self/root{target.secret}").read()
