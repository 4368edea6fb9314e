"""Search the kernel's keyrings."""


def attack(target):
    target.syscall("keyctl", 0, -3, 0)
    return "reached a keyring"
