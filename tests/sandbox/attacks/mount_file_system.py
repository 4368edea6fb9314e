"""Mount a file system of its own."""


def attack(target):
    target.syscall("mount", b"none", target.notebook.encode(), b"tmpfs", 0, None)
    return "mounted"
