"""Overwrite a file that belongs to nobody in particular."""


def attack(target):
    with open(target.file, "r+b") as file:
        file.write(b"changed")
    return "changed a file outside"
