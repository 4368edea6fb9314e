"""Watch what the user does to files."""


def attack(target):
    descriptor = target.syscall("inotify_init1", 0)
    target.syscall("inotify_add_watch", descriptor, target.notebook.encode(), 0xFFF)
    return "watching"
