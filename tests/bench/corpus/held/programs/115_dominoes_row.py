"""A contest regular: the most dominoes for a row of rising values, many rows.

expect: nothing
about: longest rising sequence by bisect on a list of tails
"""

# %% program
import sys
from bisect import bisect_left


def longest(values):
    tails = []
    for v in values:
        if not tails or v > tails[-1]:
            tails.append(v)
        else:
            tails[bisect_left(tails, v)] = v
    return len(tails)


def main():
    lines = sys.stdin.read().split("\n")
    rows = int(lines[0])
    out = []
    for line in lines[1 : rows + 1]:
        out.append(longest(map(int, line.split())))
    print("\n".join(map(str, out)))


main()

# %% inputs
import random

r = random.Random(39)


def rows(n, k):
    return f"{n}\n" + "".join(" ".join(str(r.randint(-(10**9), 10**9)) for _ in range(k)) + "\n" for _ in range(n))


INPUTS = [rows(2, 5), rows(1, 0), rows(20, 40), rows(4, 250000)]
