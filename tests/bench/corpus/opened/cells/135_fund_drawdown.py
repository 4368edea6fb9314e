'''A private investor looks at the drawdowns and the volatility of a fund's prices.

expect: faster
about: the maximum of all prices so far is searched anew each day, and a deviation per window; an expert uses maximum.accumulate and sliding windows
'''
# %% setup
import numpy as np

rng = np.random.default_rng(2008)
prices = np.round(100 * np.exp(np.cumsum(rng.normal(0.0002, 0.011, 3600))), 2)

# %% cell
n = len(prices)
drawdown = []
days_under = []
for i in range(n):
    peak = max(prices[:i+1])
    drawdown.append(prices[i] / peak - 1)
    if prices[i] == peak:
        days_under.append(0)
    else:
        days_under.append(days_under[-1] + 1)

returns = []
for i in range(1, n):
    returns.append(np.log(prices[i] / prices[i-1]))

vola = []
for i in range(len(returns)):
    if i < 59:
        vola.append(np.nan)
    else:
        vola.append(np.std(returns[i-59:i+1], ddof=1) * np.sqrt(252))

worst = int(np.argmin(drawdown))
print(f"max drawdown {100 * drawdown[worst]:.2f} % on day {worst}")
print("longest time under water:", max(days_under), "days")
print("volatility now / highest:", np.round(vola[-1], 4), np.round(np.nanmax(vola), 4))
