"""Hobby trader tests moving-average crossings with a small class.

expect: faster
about: window means recomputed from slices and previous-row comparisons through .iloc
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(57)
px = pd.DataFrame({"date": pd.bdate_range("2015-01-01", periods=2200), "close": 5000 + rng.integers(-40, 43, 2200).cumsum()})
# %% cell
class Strategy:
    def __init__(self, data, short, long):
        self.data = data
        self.short = short
        self.long = long
        self.signals = []

    def mean(self, i, n):
        return self.data["close"].iloc[i - n + 1:i + 1].mean()

    def run(self):
        for i in range(len(self.data)):
            if i < self.long:
                self.signals.append(0)
                continue
            above = self.mean(i, self.short) > self.mean(i, self.long)
            before = self.mean(i - 1, self.short) > self.mean(i - 1, self.long)
            if above and not before:
                self.signals.append(1)
            elif before and not above:
                self.signals.append(-1)
            else:
                self.signals.append(0)
        return self.signals

strat = Strategy(px, 10, 40)
px["signal"] = strat.run()
print("buys", (px["signal"] == 1).sum(), "sells", (px["signal"] == -1).sum())
px[px["signal"] != 0].tail(4)
