import numpy as np
import pandas as pd

people = pd.DataFrame({"sex": ["m", "f", "f", "m"], "wage": [10.0, 12.5, 9.25, 14.0]})
rng = np.random.default_rng(1)
places_ = [0, 1, 1, 2]
# %% the rows are kept
kept = []
for b in range(3):
    boot = people.iloc[rng.integers(0, len(people), len(people))]
    kept.append(boot)
# %% the rows are used after the loop
means = []
for b in range(3):
    boot = people.iloc[rng.integers(0, len(people), len(people))]
    means.append(boot["wage"].mean())
print(len(boot))
# %% a test by what changes
means = []
limit = 9.0
for b in range(3):
    boot = people.iloc[rng.integers(0, len(people), len(people))]
    means.append(boot[boot["wage"] > limit]["wage"].mean())
    limit += 1.0
# %% places that weren't drawn
means = []
for first in range(3):
    part = people.iloc[first:]
    means.append(part["wage"].mean())
# %% the frame changes
means = []
for b in range(3):
    boot = people.iloc[rng.integers(0, len(people), len(people))]
    means.append(boot["wage"].mean())
    people["wage"] = people["wage"] + 1
# %% other functions of the rows
found = []
for b in range(3):
    boot = people.iloc[rng.integers(0, len(people), len(people))]
    found.append(boot.groupby("sex")["wage"].mean())
# %% a copy that changes in another way
found = []
for b in range(3):
    part = people.copy()
    part["sex"] = rng.permutation(part["sex"])
    part["wage"] = part["wage"] * 2
    found.append(part[part["sex"] == "m"]["wage"].mean())
