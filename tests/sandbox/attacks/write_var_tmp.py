"""Create a file in /var/tmp."""


def attack(target):
    open(f"/var/tmp/{target.token}", "w").close()
    return "created a file in /var/tmp"
