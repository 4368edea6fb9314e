import numpy as np

rng = np.random.default_rng(3)
data = np.array([3.5, 1.25, 8.0, 2.0, 2.5])
# %% without replacement
found = []
for _ in range(40):
    sample = rng.choice(data, size=3, replace=False)
    found.append(sample.mean())
# %% two draws
found = []
for _ in range(40):
    first = rng.normal(0, 1, 5)
    second = rng.normal(0, 1, 5)
    found.append(first.mean() - second.mean())
# %% what is drawn depends on the round
found = []
for k in range(40):
    sample = rng.normal(k, 1, 5)
    found.append(sample.mean())
# %% in some rounds only
found = []
for k in range(40):
    if k % 2:
        sample = rng.normal(0, 1, 5)
        found.append(sample.mean())
# %% the data change
for k in range(40):
    sample = rng.choice(data, size=5)
    data[0] = sample.mean()
# %% a loop that may end early
for k in range(40):
    sample = rng.normal(0, 1, 5)
    if sample.mean() > 1:
        break
# %% too much of it
found = []
for k in range(40000):
    sample = rng.normal(0, 1, 5000)
    found.append(sample.mean())
    if False:
        pass
