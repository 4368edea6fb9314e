"""Quant defines a crossing strategy and calls it on prices.

family: functions
small: n = 300
"""
# %% setup
import numpy as np

n = 9_000_000
closes = (100 * np.exp(np.cumsum(np.random.default_rng(193).normal(0, 0.005, n)))).tolist()
def backtest(prices, fast, slow):
    position, cash, trades = 0, 0.0, 0
    a = b = last = top = prices[0]
    gain = loss = 0.0
    for price in prices:
        a += (price - a) / fast
        b += (price - b) / slow
        change = price - last
        last = price
        gain += (max(change, 0.0) - gain) / slow
        loss += (max(-change, 0.0) - loss) / slow
        strength = gain / (gain + loss) if gain + loss > 0 else 0.5
        top = max(price, top * 0.9999)
        if a > b and strength < 0.7 and position == 0:
            position, cash, trades = 1, cash - price, trades + 1
        elif (a < b or price < 0.9 * top) and position == 1:
            position, cash, trades = 0, cash + price, trades + 1
    return cash + position * prices[-1], trades
# %% function
backtest
# %% inputs
(closes, 12, 50)
