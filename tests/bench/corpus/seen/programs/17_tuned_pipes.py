"""Organ builder: count pairs of pipes whose lengths differ by exactly d, and pairs of equal pipes.

expect: faster
about: all pairs are compared in a double loop; counting lengths gives both numbers
"""
# %% program
n, d = map(int, input().split())
pipes = [int(x) for x in input().split()]
pairs = 0
equal = 0
for i in range(n):
    for j in range(i + 1, n):
        # print(i, j, pipes[i], pipes[j])
        if pipes[i] == pipes[j]:
            equal += 1
        if abs(pipes[i] - pipes[j]) == d:
            pairs += 1
print(pairs, equal)
# %% inputs
import random

rng = random.Random(1717)


def make(n, d, top):
    return f"{n} {d}\n" + " ".join(str(rng.randint(1, top)) for _ in range(n)) + "\n"


INPUTS = [make(5, 1, 5), make(200, 0, 60), make(300, 4, 90), make(2600, 17, 3000)]
