"""Conference helper gives each request the first room that is still free.

expect: nothing
about: a linear search in a loop, but over nine rooms whose state changes with every assignment
"""
# %% setup
import random

random.seed(92)
requests = sorted((random.randint(0, 10**6), random.randint(5, 60), random.randint(1, 200)) for _ in range(80000))
sizes = [20, 30, 40, 60, 90, 120, 150, 200, 200]
# %% cell
free_at = [0] * len(sizes)
given = []
refused = 0
for begin, minutes, heads in requests:
    for room, size in enumerate(sizes):
        if size >= heads and free_at[room] <= begin:
            free_at[room] = begin + minutes
            given.append(room)
            break
    else:
        refused += 1
print(refused, [given.count(r) for r in range(len(sizes))])
