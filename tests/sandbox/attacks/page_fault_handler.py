"""Handle the kernel's page faults."""


def attack(target):
    target.syscall("userfaultfd", 1)
    return "handles page faults"
