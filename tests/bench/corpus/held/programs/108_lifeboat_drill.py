"""A contest regular: steps from every cabin of a ship's deck to the nearest lifeboat.

expect: nothing
about: breadth-first search from all lifeboats on a flat, padded grid, as quick as plain Python is
"""

# %% program
import sys


def main():
    data = sys.stdin.read().split()
    h, w = int(data[0]), int(data[1])
    width = w + 1
    deck = "#" * width + "#".join(data[2 : 2 + h]) + "#" * (width + 1)
    steps = [-1 if c != "#" else -2 for c in deck]
    edge = [k for k, c in enumerate(deck) if c == "L"]
    for k in edge:
        steps[k] = 0
    d = 0
    while edge:
        d += 1
        following = []
        for k in edge:
            if steps[k + 1] == -1:
                steps[k + 1] = d
                following.append(k + 1)
            if steps[k - 1] == -1:
                steps[k - 1] = d
                following.append(k - 1)
            if steps[k + width] == -1:
                steps[k + width] = d
                following.append(k + width)
            if steps[k - width] == -1:
                steps[k - width] = d
                following.append(k - width)
        edge = following
    cabins = [steps[k] for k, c in enumerate(deck) if c == "C"]
    reached = [s for s in cabins if s >= 0]
    print(len(reached), len(cabins) - len(reached), max(reached, default=0), sum(reached))


main()

# %% inputs
import random

r = random.Random(88)


def deck(h, w):
    rows = ["".join(r.choices(".#CL", [70, 24, 5.9, 0.1], k=w)) for _ in range(h)]
    return f"{h} {w}\n" + "\n".join(rows) + "\n"


INPUTS = [deck(3, 5), deck(1, 1), deck(40, 60), deck(1200, 1200)]
