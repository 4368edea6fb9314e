"""Meteorologist computes the whole autocorrelation by hand.

family: quadratic
small: n = 400
"""
# %% setup
import numpy as np

n = 250_000
rng = np.random.default_rng(130)
series = np.cumsum(rng.normal(size=n)) * 0.01 + rng.normal(size=n)
# %% cell
x = series - series.mean()
variance = float(x @ x)
acf = [1.0]
for lag in range(1, len(x)):
    acf.append(float(x[:-lag] @ x[lag:]) / variance)
first_negative = next((k for k, value in enumerate(acf) if value < 0), None)
