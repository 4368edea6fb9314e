"""Warehouse planner follows the stock of each article over time.

family: pandas
small: n = 2000
"""
# %% setup
import numpy as np
import pandas as pd

n = 7_000_000
rng = np.random.default_rng(113)
moves = pd.DataFrame({
    "sku": rng.integers(0, 40_000, n),
    "at": pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 31_536_000, n), unit="s"),
    "qty": rng.integers(-20, 25, n),
})
# %% cell
moves = moves.sort_values(["sku", "at"])
moves["stock"] = moves.groupby("sku")["qty"].cumsum()
moves["gap"] = moves.groupby("sku")["at"].diff()
moves["previous"] = moves.groupby("sku")["stock"].shift()
empty = moves[(moves["stock"] <= 0) & (moves["previous"] > 0)]
stockouts = empty.groupby("sku").size()
