"""Quant joins a large quote table to trades with the proper join.

expect: nothing
about: merge_asof on sorted frames, already the right call
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(85)
base = pd.Timestamp("2023-09-01")
q = pd.DataFrame({"ts": base + pd.to_timedelta(np.sort(rng.integers(0, 10**9, 900_000)), unit="ms"),
                  "sym": rng.choice(["AAA", "BBB", "ÖMV"], 900_000), "bid": rng.integers(900, 1100, 900_000)})
t = pd.DataFrame({"ts": base + pd.to_timedelta(np.sort(rng.integers(0, 10**9, 300_000)), unit="ms"),
                  "sym": rng.choice(["AAA", "BBB", "ÖMV"], 300_000), "qty": rng.integers(1, 50, 300_000)})
# %% cell
joined = pd.merge_asof(t, q, on="ts", by="sym", tolerance=pd.Timedelta("5s"))
joined["value"] = joined["qty"] * joined["bid"]
print(joined["bid"].isna().sum())
joined.groupby("sym")["value"].sum()
