"""Biology simulation: a walker that turns at walls, seeded for reproducibility.

expect: nothing
about: how many random numbers are drawn depends on the path, so batching the draws would change the published trajectories
"""
# %% function
import random


def walk(seed, steps, size):
    rng = random.Random(seed)
    x = y = size // 2
    visited = set()
    for _ in range(steps):
        d = rng.randrange(4)
        if d == 0 and x < size - 1:
            x += 1
        elif d == 1 and x > 0:
            x -= 1
        elif d == 2 and y < size - 1:
            y += 1
        elif d == 3 and y > 0:
            y -= 1
        else:
            if rng.random() < 0.1:
                x = y = size // 2
        visited.add((x, y))
    return x, y, len(visited)

# %% calls
ENTRY = "walk"
CALLS = [(1, 100, 5), (2, 5000, 21), (3, 12000, 60), (4, 0, 3)]
