"""Create a file in /tmp."""


def attack(target):
    open(f"/tmp/{target.token}", "w").close()
    return "created a file in /tmp"
