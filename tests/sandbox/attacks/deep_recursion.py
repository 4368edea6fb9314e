"""Recurse, with C code in between, until the stack is full."""

import sys


def attack(target):
    sys.setrecursionlimit(10**9)

    def deeper(number):
        return sorted([number], key=deeper)

    deeper(0)
