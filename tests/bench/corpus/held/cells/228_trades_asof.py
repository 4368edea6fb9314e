"""Analyst joins trades with the last quote and looks at the spread paid over time.

expect: nothing
about: merge_asof, groupby and rolling of pandas on sorted frames; no Python loop.
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(22)
syms = np.array(["SAP", "BMW", "ALV", "DHL"])
nq, nt = 900_000, 500_000
t0 = pd.Timestamp("2023-03-01 09:00")
quotes = pd.DataFrame({"ts": t0 + pd.to_timedelta(np.sort(rng.integers(0, 28_800_000, nq)), unit="ms"), "sym": rng.choice(syms, nq)})
quotes["bid"] = np.round(100 + np.cumsum(rng.normal(0, 0.01, nq)), 2)
quotes["ask"] = np.round(quotes["bid"] + rng.gamma(2, 0.02, nq) + 0.01, 2)
trades = pd.DataFrame({"ts": t0 + pd.to_timedelta(np.sort(rng.integers(0, 28_800_000, nt)), unit="ms"),
                       "sym": rng.choice(syms, nt), "size": rng.integers(1, 500, nt)})

# %% cell
joined = pd.merge_asof(trades, quotes, on="ts", by="sym", tolerance=pd.Timedelta("400ms"))
joined["mid"] = (joined["bid"] + joined["ask"]) / 2
joined["spread_bp"] = (joined["ask"] - joined["bid"]) / joined["mid"] * 1e4
joined["notional"] = joined["mid"] * joined["size"]
smooth = joined.set_index("ts").groupby("sym")["spread_bp"].rolling("10min").mean()
stats = joined.groupby("sym").agg(trades=("size", "size"), spread=("spread_bp", "mean"), notional=("notional", "sum"))
print(stats.round(3))
print(smooth.groupby("sym").last().round(3))
print("no quote for", int(joined["bid"].isna().sum()))
