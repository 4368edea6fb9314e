"""Fund manager computes draw-downs of many strategies.

family: numpy
small: n = 200
"""
# %% setup
import numpy as np

n = 100_000
rng = np.random.default_rng(137)
returns = rng.normal(0.0003, 0.01, (n, 750))
# %% cell
wealth = np.cumprod(1 + returns, axis=1)
peak = np.maximum.accumulate(wealth, axis=1)
drawdown = wealth / peak - 1
worst = drawdown.min(axis=1)
length = (drawdown < -0.05).sum(axis=1)
sharpe = returns.mean(axis=1) / returns.std(axis=1) * np.sqrt(252)
order = np.argsort(-sharpe)
corr = np.corrcoef(returns[order[:200]])
var = np.quantile(returns, 0.05, axis=1)
