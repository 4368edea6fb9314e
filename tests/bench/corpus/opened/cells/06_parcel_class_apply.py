"""Logistics analyst classifies parcels with a chain of ifs.

expect: faster
about: apply(axis=1) of an if/elif function, np.select would do
"""
# %% setup
import pandas as pd
import numpy as np

rng = np.random.default_rng(66)
parcels = pd.DataFrame({
    "w": rng.gamma(2, 3, 30000).round(2),
    "l": rng.integers(5, 180, 30000),
    "express": rng.random(30000) < .2,
})
# %% cell
def size_class(p):
    if p.w > 31.5 or p.l > 120:
        return "freight"
    elif p.express:
        return "express"
    elif p.w <= 2 and p.l <= 35:
        return "S"
    elif p.w <= 10:
        return "M"
    return "L"

parcels["cls"] = parcels.apply(size_class, axis=1)
parcels["cls"].value_counts()
