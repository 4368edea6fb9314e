"""Quant attaches the last quote before each trade.

expect: faster
about: per trade a boolean filter on all quotes and iloc[-1], an as-of join by hand
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(54)
quotes = pd.DataFrame({
    "time": pd.Timestamp("2024-02-05 09:00") + pd.to_timedelta(np.sort(rng.choice(28800, 8000, replace=False)), unit="s"),
    "bid": 10000 + rng.integers(-5, 6, 8000).cumsum(),
})
quotes["ask"] = quotes["bid"] + rng.integers(1, 5, 8000)
trades = pd.DataFrame({
    "time": pd.Timestamp("2024-02-05 09:00") + pd.to_timedelta(rng.integers(0, 28800, 900), unit="s"),
    "side": rng.choice(["B", "S"], 900),
    "size": rng.integers(1, 50, 900),
})
# %% cell
bids = []
asks = []
for k in range(len(trades)):
    ts = trades["time"].iloc[k]
    past = quotes[quotes["time"] <= ts]
    if len(past) == 0:
        bids.append(np.nan)
        asks.append(np.nan)
    else:
        bids.append(past["bid"].iloc[-1])
        asks.append(past["ask"].iloc[-1])
trades["bid"] = bids
trades["ask"] = asks

def spread_cost(row):
    if row["side"] == "B":
        return row["size"] * row["ask"]
    else:
        return -row["size"] * row["bid"]

trades["flow"] = trades.apply(spread_cost, axis=1)
trades["mid"] = (trades["bid"] + trades["ask"]) / 2
net = trades["flow"].sum()
print("net flow", net)
trades.groupby("side")[["size", "flow"]].sum()
