"""Read a private key."""


def attack(target):
    return open(target.secret).read()
