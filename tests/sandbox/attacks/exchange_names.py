"""Exchange two files."""


def attack(target):
    notebook = f"{target.notebook}/data.txt".encode()
    target.syscall("renameat2", -100, notebook, -100, target.file.encode(), 2)
    return "exchanged"
