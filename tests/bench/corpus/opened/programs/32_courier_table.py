"""Logistics analyst: all-pairs shortest travel times between depots; print the sum, the diameter and each depot's eccentricity.

expect: faster
about: ordinary triple loop at module level; dist[i][k] is fixed in the inner loop and can be tested for infinity, rows can be bound, inside a function
"""
# %% program
INF = 10 ** 9
n, m = map(int, input().split())
dist = [[INF] * n for _ in range(n)]
for i in range(n):
    dist[i][i] = 0
for _ in range(m):
    a, b, t = map(int, input().split())
    dist[a][b] = min(dist[a][b], t)
    dist[b][a] = min(dist[b][a], t)

for k in range(n):
    for i in range(n):
        for j in range(n):
            if dist[i][k] + dist[k][j] < dist[i][j]:
                dist[i][j] = dist[i][k] + dist[k][j]

total = 0
diameter = 0
for i in range(n):
    for j in range(n):
        if dist[i][j] < INF:
            total += dist[i][j]
            diameter = max(diameter, dist[i][j])
print(total, diameter)
for i in range(n):
    print(i, max([x for x in dist[i] if x < INF]))
# %% inputs
import random

rng = random.Random(3232)


def make(n, m):
    return "\n".join([f"{n} {m}"] + [f"{rng.randrange(n)} {rng.randrange(n)} {rng.randint(1, 99)}" for _ in range(m)])


INPUTS = [make(3, 3), make(25, 60), make(165, 520)]
