"""CRM analyst computes a ratio for each customer.

expect: faster
about: groupby.apply with a lambda that sums two columns, many small groups
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(63)
visits = pd.DataFrame({"cust": rng.integers(0, 6000, 40000), "won": rng.integers(0, 2, 40000), "asked": rng.integers(1, 4, 40000)})
# %% cell
ratio = visits.groupby("cust").apply(lambda g: g["won"].sum() / g["asked"].sum())
print(ratio.describe().round(4).to_dict())
