"""Never end."""


def attack(target):
    while True:
        pass
