"""Write until the disk is full (at most 50 MB)."""


def attack(target):
    with open(f"/tmp/{target.token}", "wb") as file:
        for _ in range(50):
            file.write(b"\0" * (1 << 20))
    return "wrote 50 MB"
