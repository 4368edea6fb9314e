"""Read the arguments of another process."""


def attack(target):
    return open(f"/proc/{target.victim}/cmdline").read()
