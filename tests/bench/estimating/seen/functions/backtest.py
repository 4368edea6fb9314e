"""Quant defines a crossing strategy and calls it on prices.

family: functions
small: n = 300
"""
# %% setup
import random

n = 3_000_000
r = random.Random(193)
closes = [100.0]
for _ in range(n - 1):
    closes.append(closes[-1] * (1 + r.gauss(0, 0.005)))

def backtest(prices, fast, slow):
    position, cash, trades = 0, 0.0, 0
    a = b = prices[0]
    for price in prices:
        a += (price - a) / fast
        b += (price - b) / slow
        if a > b and position == 0:
            position, cash, trades = 1, cash - price, trades + 1
        elif a < b and position == 1:
            position, cash, trades = 0, cash + price, trades + 1
    return cash + position * prices[-1], trades
# %% function
backtest
# %% inputs
(closes * 5, 12, 50)
