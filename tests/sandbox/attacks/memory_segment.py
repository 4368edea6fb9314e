"""Hold memory that stays after the process has ended."""


def attack(target):
    segment = target.syscall("shmget", 0, 4096, 0o1600)
    target.syscall("shmctl", segment, 0, 0)
    return "created a shared memory segment"
