"""Warehouse clerk's tool: 'set i x' changes the stock of a shelf, 'sum a b' adds up some neighbouring shelves.

expect: nothing
about: slices are summed again and again, but stock changes between the questions and the ranges hold at most 180 shelves, so the C-level sum of a slice is hard to beat
"""
# %% program
import sys


def main():
    head, _, body = sys.stdin.buffer.read().partition(b'\n')
    stock = list(map(int, head.split()))
    out = []
    tokens = iter(body.split())
    for kind, a, b in zip(tokens, tokens, tokens):
        if kind == b'set':
            stock[int(a)] = int(b)
        else:
            out.append(sum(stock[int(a):int(b)]))
    sys.stdout.write('\n'.join(map(str, out)) + '\n')


main()
# %% inputs
import random

rng = random.Random(4242)


def make(n, ops, reach):
    rows = [" ".join(str(rng.randint(0, 500)) for _ in range(n))]
    for k in range(ops):
        a = rng.randrange(n)
        if k and rng.random() < 0.6:
            rows.append(f"set {a} {rng.randint(0, 500)}")
        else:
            rows.append(f"sum {a} {min(n, a + rng.randint(1, reach))}")
    return "\n".join(rows) + "\n"


INPUTS = [make(10, 8, 4), make(300, 900, 60), make(5000, 270000, 180)]
