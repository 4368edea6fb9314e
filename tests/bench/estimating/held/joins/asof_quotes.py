"""Broker finds the quote that was valid at each trade.

family: joins
small: n = 3000
"""
# %% setup
import numpy as np
import pandas as pd

n = 9_000_000
rng = np.random.default_rng(120)
start = pd.Timestamp("2025-02-03 08:00")
quotes = pd.DataFrame({
    "time": start + pd.to_timedelta(np.sort(rng.integers(0, 32_400_000, n)), unit="ms"),
    "isin": rng.choice(["DE01", "DE02", "FR07", "NL03"], n),
    "bid": 50 + rng.normal(0, 1, n),
})
trades = pd.DataFrame({
    "time": start + pd.to_timedelta(np.sort(rng.integers(0, 32_400_000, n // 2)), unit="ms"),
    "isin": rng.choice(["DE01", "DE02", "FR07", "NL03"], n // 2),
    "size": rng.integers(1, 1000, n // 2),
})
# %% cell
matched = pd.merge_asof(trades, quotes, on="time", by="isin", tolerance=pd.Timedelta("5s"))
matched["value"] = matched["bid"] * matched["size"]
markout = {}
for seconds in (1, 5, 15, 60, 300):
    later = trades.assign(time=trades["time"] + pd.Timedelta(seconds=seconds))
    moved = pd.merge_asof(later, quotes, on="time", by="isin")["bid"] - matched["bid"]
    markout[seconds] = (moved * matched["size"]).groupby(trades["isin"]).mean()
hourly = matched.groupby(["isin", matched["time"].dt.floor("min")])["value"].sum().unstack(0)
hourly.corr()
