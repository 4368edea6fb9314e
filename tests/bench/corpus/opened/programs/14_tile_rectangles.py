"""Kitchen tiles: for each number of tiles print how many rectangle shapes there are and the most square-like one.

expect: faster
about: all numbers up to n are tried as a divisor, the square root is enough; the same numbers come again too
"""
# %% program
import sys
input = sys.stdin.readline

for _ in range(int(input())):
    n = int(input())
    shapes = []
    for a in range(1, n + 1):
        if n % a == 0:
            b = n // a
            if a <= b:
                shapes.append((a, b))
    best = min(shapes, key=lambda s: s[1] - s[0])
    print(len(shapes), str(best[0]) + 'x' + str(best[1]))
# %% inputs
import random

rng = random.Random(1414)
pool = [rng.randint(2000, 60000) for _ in range(160)]
INPUTS = [
    "3\n12\n1\n97\n",
    "40\n" + "\n".join(str(rng.randint(1, 900)) for _ in range(40)) + "\n",
    "420\n" + "\n".join(str(rng.choice(pool)) for _ in range(420)) + "\n",
]
