import random

import numpy as np

random.seed(5)
np.random.seed(4)
rng = np.random.default_rng(3)
data = [3.5, 1.25, 8.0, 2.0]
names = ["ann", "bob", "eve"]
weights = [1, 2, 3]
days = 40
n = 50
mu = 1.5
CALLS = [(40, 1), (0, 2), (3, 3)]
centres = np.array([1.0, 2.0])
# %% in a loop
level = 100.0
levels = []
for i in range(days):
    level = level + rng.normal(0, 1)
    levels.append(level)
# %% a list of them
draws = [rng.normal(mu, 2.0) for _ in range(n)]
# %% a seeded generator of the cell's own, nested loops
gen = np.random.default_rng(61)
ends = []
for i in range(n):
    x = 0
    for _ in range(days):
        x += 1 if gen.random() < 0.5 else -1
    ends.append(x)
# %% whole numbers of numpy
rolls = []
for _ in range(n):
    rolls.append(rng.integers(1, 7))
# %% the library's own generator
np.random.seed(4)
hits = 0
for i in range(n):
    x = np.random.uniform(-1, 1)
    value = np.random.uniform(-1, 1)
    if x * x + value * value <= 1:
        hits += 1
# %% resampling
np.random.seed(4)
means = []
for _ in range(n):
    sample = [data[np.random.randint(0, len(data))] for _ in range(100)]
    means.append(sum(sample) / 100)
# %% chosen from a list
picked = [rng.choice(names) for _ in range(n)]
# %% chosen by weights
random.seed(4)
picked = []
for i in range(n):
    picked.append(random.choices(names, weights=weights)[0])
# %% as many as there are elements
np.random.seed(4)
many = data * 10
noisy = []
for i, x in enumerate(many):
    noisy.append(x + np.random.randn())
# %% in a function [function walk]
import numpy as np


def walk(steps, seed):
    rng = np.random.default_rng(seed)
    x, path = 0.0, []
    for _ in range(steps):
        x += rng.standard_normal()
        path.append(x)
    return path, rng.random()
