"""Newsletter sender keeps those who never unsubscribed, by several keys.

family: joins
small: n = 2000
"""
# %% setup
import numpy as np
import pandas as pd

n = 6_500_000
rng = np.random.default_rng(122)
people = pd.DataFrame({
    "name": ["p%d" % k for k in rng.integers(0, n, n).tolist()],
    "zip": rng.integers(1000, 9999, n),
})
unsubscribed = people.sample(n // 5, random_state=5).assign(when=rng.integers(0, 400, n // 5))
# %% cell
marked = people.merge(unsubscribed.drop_duplicates(["name", "zip"]), on=["name", "zip"], how="left", indicator=True)
keep = marked[marked["_merge"] == "left_only"].drop_duplicates(["name", "zip"])
counts = keep.groupby("zip").size().sort_values(ascending=False)
