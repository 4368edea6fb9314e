"""Stop another process by the call meant for threads."""


def attack(target):
    target.syscall("tgkill", target.victim, target.victim, 19)
    return "sent a signal"
