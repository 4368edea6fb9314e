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
normals = iter(rng.normal(0, 1, size=days).tolist() if days > 0 else ())
for i in range(days):
    level = level + next(normals)
    levels.append(level)
# %% a list of them
draws = rng.normal(mu, 2.0, size=n).tolist() if n > 0 else []
# %% a seeded generator of the cell's own, nested loops
gen = np.random.default_rng(61)
ends = []
for i in range(n):
    x = 0
    randoms = iter(gen.random(size=days).tolist() if days > 0 else ())
    for _ in range(days):
        x += 1 if next(randoms) < 0.5 else -1
    ends.append(x)
# %% whole numbers of numpy
rolls = []
numbers = iter(list(rng.integers(1, 7, size=n)) if n > 0 else ())
for _ in range(n):
    rolls.append(next(numbers))
# %% the library's own generator
np.random.seed(4)
hits = 0
uniforms = iter(np.random.uniform(-1, 1, size=2 * n).tolist() if n > 0 else ())
for i in range(n):
    x = next(uniforms)
    value = next(uniforms)
    if x * x + value * value <= 1:
        hits += 1
# %% resampling
np.random.seed(4)
means = []
for _ in range(n):
    numbers = iter(np.random.randint(0, len(data), size=100).tolist())
    sample = [data[next(numbers)] for _ in range(100)]
    means.append(sum(sample) / 100)
# %% chosen from a list
picked = list(rng.choice(names, size=n)) if n > 0 else []
# %% chosen by weights
random.seed(4)
picked = []
chosen = iter(random.choices(names, weights=weights, k=n) if n > 0 else ())
for i in range(n):
    picked.append(next(chosen))
# %% as many as there are elements
np.random.seed(4)
many = data * 10
noisy = []
randns = iter(np.random.randn(len(many)).tolist() if len(many) else ())
for i, x in enumerate(many):
    noisy.append(x + next(randns))
# %% in a function [function walk]
import numpy as np


def walk(steps, seed):
    rng = np.random.default_rng(seed)
    x, path = 0.0, []
    normals = iter(rng.standard_normal(size=steps).tolist() if steps > 0 else ())
    for _ in range(steps):
        x += next(normals)
        path.append(x)
    return path, rng.random()
