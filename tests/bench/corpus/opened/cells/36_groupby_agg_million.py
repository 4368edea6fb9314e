"""Retail analyst aggregates a million receipts the right way.

expect: nothing
about: one groupby with named built-in aggregations, nothing left to remove
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(36)
M = 1_000_000
receipts = pd.DataFrame({
    "store": pd.Categorical.from_codes(rng.integers(0, 300, M), [f"store {i}" for i in range(300)]),
    "hour": rng.integers(7, 22, M),
    "items": rng.integers(1, 30, M),
    "cents": rng.integers(99, 30000, M),
})
# %% cell
by_store = receipts.groupby(["store", "hour"], observed=True).agg(
    n=("items", "size"), items=("items", "sum"), revenue=("cents", "sum"), biggest=("cents", "max"))
by_store["per_item"] = by_store["revenue"] / by_store["items"]
busiest = by_store["n"].idxmax()
print(busiest)
by_store.head()
