"""Railway clerk computes all connections by triple loop.

family: cubic
small: n = 12
"""
# %% setup
import random

n = 420
r = random.Random(151)
minutes = [[0 if i == j else r.randrange(5, 600) for j in range(n)] for i in range(n)]
# %% cell
best = [row[:] for row in minutes]
stations = len(best)
for k in range(stations):
    for i in range(stations):
        via = best[i][k]
        for j in range(stations):
            if via + best[k][j] < best[i][j]:
                best[i][j] = via + best[k][j]
longest = max(max(row) for row in best)
