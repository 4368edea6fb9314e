"""Teacher shows why bubble sort is slow.

family: quadratic
small: n = 60
"""
# %% setup
import random

n = 12_000
r = random.Random(127)
values = [r.random() for _ in range(n)]
# %% cell
data = list(values)
swaps = 0
for i in range(len(data)):
    for j in range(len(data) - 1 - i):
        if data[j] > data[j + 1]:
            data[j], data[j + 1] = data[j + 1], data[j]
            swaps += 1
print(swaps)
