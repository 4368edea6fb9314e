"""Install a filter that decides in this process what others may call."""


def attack(target):
    target.syscall("seccomp", 2, 0, 0)
    return "may use seccomp"
