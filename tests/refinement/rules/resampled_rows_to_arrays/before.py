import numpy as np
import pandas as pd

people = pd.DataFrame(
    {
        "sex": ["m", "f", "f", "m", "f", "m"],
        "wage": [10.0, 12.5, 9.25, 14.0, 11.5, 8.0],
        "age": [31, 45, 52, 23, 60, 38],
        "union": [True, False, True, True, False, False],
    }
)
limit = 40
# %% filters by a constant, medians of one column
rng = np.random.default_rng(1)
gaps = []
for i in range(8):
    pick = rng.integers(0, len(people), len(people))
    sub = people.iloc[pick]
    m = sub[sub["sex"] == "m"]["wage"].median()
    f = sub[sub["sex"] == "f"]["wage"].median()
    gaps.append((m - f) / m)
# %% rows with names of their own, counts and tests
rng = np.random.default_rng(2)
found = []
for i in range(5):
    places = rng.choice(len(people), size=len(people), replace=True)
    sub = people.iloc[places].reset_index(drop=True)
    a = sub[sub["age"] >= limit]
    b = a[a["union"]]
    found.append((len(a), b["age"].sum(), (sub["age"] > 50).mean(), sub.wage.mean()))
# %% drawn on the spot, and chosen by `loc`
rs = np.random.RandomState(3)
means = []
for i in range(5):
    sub = people.take(rs.randint(0, len(people), size=len(people)))
    means.append(sub.loc[sub["sex"] == "f", "wage"].mean() - sub["wage"][~sub["union"]].max())
# %% by `sample`
shares = []
for seed in range(5):
    sub = people.sample(frac=1, replace=True, random_state=seed)
    share = sub[(sub["sex"] == "f") & (sub["age"] > limit)].shape[0] / len(sub)
    shares.append((share, sub["age"].mean()))
# %% arrays for functions of numpy
rng = np.random.default_rng(4)
slopes = []
for i in range(5):
    sub = people.iloc[rng.integers(0, len(people), size=len(people))]
    slopes.append((np.percentile(sub["wage"], 90), np.corrcoef(sub["age"].values, sub["wage"])[0, 1]))
# %% a copy of which a column is shuffled
rng = np.random.default_rng(5)
found = []
for i in range(6):
    sub = people.copy()
    sub["sex"] = rng.permutation(sub["sex"])
    m = sub[(sub["sex"] == "m") & sub["union"]]["wage"].mean()
    f = sub.loc[sub["sex"] == "f", "wage"].mean()
    found.append((m - f, sub["age"].max(), len(sub)))
# %% the shuffled column is what is reduced
rng = np.random.default_rng(6)
gaps = []
for i in range(6):
    sub = people.copy()
    sub["new"] = rng.permutation(people["wage"].to_numpy())
    a = sub[sub["age"] > limit]
    gaps.append(a["new"].mean() - sub["new"].mean())
