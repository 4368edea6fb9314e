"""Economist takes apart codes in a column of text.

family: strings
small: n = 400
"""
# %% setup
import numpy as np
import pandas as pd

n = 5_000_000
rng = np.random.default_rng(171)
codes = pd.DataFrame({
    "code": [f"{a}-{b:04d}-{c}" for a, b, c in zip(
        np.array(["EU", "US", "JP", "BR"])[rng.integers(0, 4, n)], rng.integers(0, 9999, n).tolist(), rng.integers(0, 9, n).tolist())],
    "value": rng.random(n),
})
# %% cell
parts = codes["code"].str.split("-", expand=True)
parts.columns = ["area", "product", "quality"]
table = codes.join(parts.astype({"product": int, "quality": int}))
table["premium"] = table["quality"].ge(7) & table["area"].isin(["EU", "JP"])
summary = table.groupby(["area", "quality"])["value"].agg(["mean", "size"])
