"""Statistics student samples a posterior.

expect: nothing
about: sequential chain; the second draw is only made for worse proposals, so the stream depends on the path
"""
# %% setup
import math
import random
# %% cell
rnd = random.Random(94)

def energy(x):
    return (x * x - 4) ** 2 / 8 + 0.3 * x

x = 0.5
e = energy(x)
kept = []
accepted = 0
for step in range(160000):
    y = x + rnd.gauss(0, 0.9)
    ey = energy(y)
    if ey <= e or rnd.random() < math.exp(e - ey):
        x, e = y, ey
        accepted += 1
    if step % 20 == 0:
        kept.append(x)
print(accepted, round(sum(kept) / len(kept), 5))
