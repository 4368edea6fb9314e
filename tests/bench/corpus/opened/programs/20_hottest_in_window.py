"""Greenhouse monitor (engineer): maximum and minimum of each window of k readings; print how often the span exceeds the limit, then the ten widest windows.

expect: faster
about: max() and min() of a fresh slice for each position; monotone deques give all windows in one pass
"""
# %% program
import sys


def main():
    n, k, limit = map(int, sys.stdin.readline().split())
    temps = list(map(int, sys.stdin.readline().split()))
    spans = []
    for i in range(n - k + 1):
        window = temps[i:i + k]
        spans.append((max(window) - min(window), i))
    print(sum(1 for s, _ in spans if s > limit))
    spans.sort(key=lambda p: (-p[0], p[1]))
    for s, i in spans[:10]:
        print(i, s)


main()
# %% inputs
import random

rng = random.Random(2020)


def make(n, k, limit):
    t, out = 200, []
    for _ in range(n):
        t += rng.randint(-3, 3)
        out.append(t)
    return f"{n} {k} {limit}\n" + " ".join(map(str, out)) + "\n"


INPUTS = [make(8, 3, 4), make(800, 50, 30), make(14000, 1200, 170)]
