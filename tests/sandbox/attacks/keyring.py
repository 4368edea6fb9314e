"""Leave a key in the kernel's keyring."""


def attack(target):
    target.syscall("add_key", b"user", target.token.encode(), b"x", 1, -1)
    return "left a key"
