"""Leave a message for another process."""


def attack(target):
    queue = target.syscall("msgget", 0, 0o1600)
    target.syscall("msgctl", queue, 0, 0)
    return "created a message queue"
