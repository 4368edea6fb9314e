STDIN = ["3\n1\n2\n3\n", "0\n", "2\r\n 5 \r\n7", "1\n2\n\n4\n\n5", "", "\n\n", "9\n1\n"]
# %% numbers in a loop [program]
count = int(input())
total = 0
for _ in range(count):
    total += int(input())
print(total)
# %% behind imports, in a function [program]
"""Adds up."""
import math


def main():
    # how many
    n = int(input())
    print(math.fsum(float(input()) for _ in range(n)))


main()
# %% with sys at hand [program]
import sys

rows = [input().split() for _ in range(int(input()))]
sys.stdout.write(repr(rows))
# %% until the end, which is met twice [program]
for turn in range(2):
    while True:
        try:
            line = input()
        except EOFError:
            print(turn, "end")
            break
        print(repr(line))
# %% handed on, and in a lambda [program]
texts = list(iter(input, ""))
print(texts, list(map(lambda _: input(), texts)))
