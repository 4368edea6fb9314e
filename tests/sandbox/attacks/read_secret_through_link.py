"""Read a private key through a link that lies where reading is allowed."""


def attack(target):
    return open(f"{target.notebook}/link").read()
