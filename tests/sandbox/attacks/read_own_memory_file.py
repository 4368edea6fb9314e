"""Write to this process's own code through /proc."""


def attack(target):
    open("/proc/self/mem", "r+b").close()
    return "opened its own memory as a file"
