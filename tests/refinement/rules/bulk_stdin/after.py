STDIN = ["3\n1\n2\n3\n", "0\n", "2\r\n 5 \r\n7", "1\n2\n\n4\n\n5", "", "\n\n", "9\n1\n"]
# %% numbers in a loop [program]
import sys
stdin_lines = iter([line.rstrip("\n") for line in sys.stdin])


def input():
    for line in stdin_lines:
        return line
    raise EOFError("EOF when reading a line")


count = int(input())
total = 0
for _ in range(count):
    total += int(input())
print(total)
# %% behind imports, in a function [program]
"""Adds up."""
import math
import sys


stdin_lines = iter([line.rstrip("\n") for line in sys.stdin])


def input():
    for line in stdin_lines:
        return line
    raise EOFError("EOF when reading a line")


def main():
    # how many
    n = int(input())
    print(math.fsum(float(input()) for _ in range(n)))


main()
# %% with sys at hand [program]
import sys

stdin_lines = iter([line.rstrip("\n") for line in sys.stdin])


def input():
    for line in stdin_lines:
        return line
    raise EOFError("EOF when reading a line")


rows = [input().split() for _ in range(int(input()))]
sys.stdout.write(repr(rows))
# %% until the end, which is met twice [program]
import sys
stdin_lines = iter([line.rstrip("\n") for line in sys.stdin])


def input():
    for line in stdin_lines:
        return line
    raise EOFError("EOF when reading a line")


for turn in range(2):
    while True:
        try:
            line = input()
        except EOFError:
            print(turn, "end")
            break
        print(repr(line))
# %% handed on, and in a lambda [program]
import sys
stdin_lines = iter([line.rstrip("\n") for line in sys.stdin])


def input():
    for line in stdin_lines:
        return line
    raise EOFError("EOF when reading a line")


texts = list(iter(input, ""))
print(texts, list(map(lambda _: input(), texts)))
