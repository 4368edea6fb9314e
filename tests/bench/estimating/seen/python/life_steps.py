"""Biology teacher runs a game of life for some generations.

family: python
small: generations = 3
"""
# %% setup
import random
from collections import Counter

generations = 400
r = random.Random(164)
alive = {(x, y) for x in range(220) for y in range(220) if r.random() < 0.35}
# %% cell
world = set(alive)
population = []
for generation in range(generations):
    near = Counter((x + dx, y + dy) for x, y in world for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    world = {cell for cell, k in near.items() if k == 3 or (k == 2 and cell in world)}
    population.append(len(world))
print(population[-1])
