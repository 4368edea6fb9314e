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
centres = np.array([1.0, 2.0])
# %% only in some rounds
total = 0.0
for day in range(days):
    if day % 2:
        total += rng.normal(0, 1)
# %% two kinds in turn
out = []
for day in range(days):
    out.append(rng.normal(0, 1) + rng.random())
# %% it may end early
for day in range(days):
    if rng.random() > 0.99:
        break
# %% a parameter that changes
x = 1.0
for day in range(days):
    x = rng.normal(x, 1)
# %% the round's own parameter
out = [rng.normal(i, 1) for i in range(n)]
# %% arrays as parameters
out = []
for day in range(days):
    out.append(rng.normal(centres, 1))
# %% another use of the generator
out = []
for day in range(days):
    out.append(rng.normal(0, 1))
    rng.shuffle(data)
# %% a function that draws too
def jump():
    return np.random.random()


out = []
for day in range(days):
    out.append(np.random.normal(0, 1) + jump())
# %% many at once already
out = []
for day in range(days):
    out.append(rng.normal(0, 1, size=3))
# %% an unknown number of rounds
out = []
for x in iter(data):
    out.append(x + rng.normal(0, 1))
# %% a loop of a few rounds
out = []
for x in range(3):
    out.append(rng.normal(0, 1))
# %% under a condition
out = [rng.random() if i % 2 else 0.0 for i in range(n)]
# %% another generator
class Generator:
    def normal(self, a, b):
        return a


rng2 = Generator()
out = [rng2.normal(0, 1) for _ in range(n)]
# %% another name for it
other = rng
out = []
for day in range(days):
    out.append(rng.normal(0, 1) + other.random())
