STDIN = ["3\n1\n2\n3\n", "0\n", "2\r\n 5 \r\n7"]
# %% numbers in a loop [program]
import sys
input = iter([line.rstrip("\n") for line in sys.stdin]).__next__
count = int(input())
total = 0
for _ in range(count):
    total += int(input())
print(total)
# %% behind imports, in a function [program]
"""Adds up."""
import math
import sys


input = iter([line.rstrip("\n") for line in sys.stdin]).__next__


def main():
    # how many
    n = int(input())
    print(math.fsum(float(input()) for _ in range(n)))


main()
# %% with sys at hand [program]
import sys

input = iter([line.rstrip("\n") for line in sys.stdin]).__next__
rows = [input().split() for _ in range(int(input()))]
sys.stdout.write(repr(rows))
