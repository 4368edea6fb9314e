"""Leave compiled code beside an installed package, to be run by the next import."""

import py_compile


def attack(target):
    py_compile.compile(f"{target.package}/__init__.py", doraise=True)
    return "wrote bytecode"
