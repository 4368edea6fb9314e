"""Create a file in /dev/shm."""


def attack(target):
    open(f"/dev/shm/{target.token}", "w").close()
    return "created a file in /dev/shm"
