"""Economist applies a tax schedule with np.vectorize.

expect: faster
about: np.vectorize of a scalar function with branches
"""
# %% setup
import numpy as np

income = np.random.default_rng(22).lognormal(10, .8, 250000).round(0)
# %% cell
def tax(x):
    if x <= 10000:
        return 0.0
    if x <= 40000:
        return (x - 10000) * 0.2
    return 6000 + (x - 40000) * 0.42

taxes = np.vectorize(tax)(income)
share = taxes.sum() / income.sum()
round(share, 6)
