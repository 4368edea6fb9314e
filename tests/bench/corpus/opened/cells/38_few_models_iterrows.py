"""ML engineer tries a handful of settings listed in a small frame.

expect: nothing
about: iterrows over five rows looks bad but all of the time goes into fitting
"""
# %% setup
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

rng = np.random.default_rng(38)
X = rng.normal(size=(700, 8))
y = (X[:, 0] * X[:, 1] + X[:, 2] > 0).astype(int)
grid = pd.DataFrame({"depth": [2, 3, 4, 6, 8], "trees": [20, 20, 30, 30, 40]})
# %% cell
scores = []
for i, row in grid.iterrows():
    rf = RandomForestClassifier(n_estimators=int(row["trees"]), max_depth=int(row["depth"]), random_state=0)
    rf.fit(X[:500], y[:500])
    scores.append(rf.score(X[500:], y[500:]))
grid["score"] = scores
grid.sort_values("score", ascending=False, kind="stable")
