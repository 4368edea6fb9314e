"""Change an installed package."""


def attack(target):
    with open(f"{target.package}/__init__.py", "a") as file:
        file.write("changed = True\n")
    return "changed an installed package"
