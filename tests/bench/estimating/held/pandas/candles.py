"""Trader turns ticks into five-minute candles for each symbol.

family: pandas
small: n = 4000
"""
# %% setup
import numpy as np
import pandas as pd

n = 16_000_000
rng = np.random.default_rng(109)
ticks = pd.DataFrame({
    "symbol": rng.choice(["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"], n),
    "price": 100 + np.cumsum(rng.normal(0, 0.01, n)),
    "volume": rng.integers(1, 500, n),
}, index=pd.date_range("2025-01-02 09:00", periods=n, freq="350ms"))
# %% cell
candles = {}
for symbol, group in ticks.groupby("symbol"):
    for rule in ("1min", "5min", "1h"):
        ohlc = group["price"].resample(rule).ohlc()
        ohlc["volume"] = group["volume"].resample(rule).sum()
        ohlc["vwap"] = (group["price"] * group["volume"]).resample(rule).sum() / ohlc["volume"]
        candles[symbol, rule] = ohlc.dropna()
all_candles = pd.concat(candles, names=["symbol", "rule"])
all_candles.groupby("symbol")["vwap"].std()
