"""Payroll helper: progressive tax for an array of incomes.

expect: nothing
about: one searchsorted and three gathers; already vectorised
"""
# %% function
import numpy as np


def tax(income, thresholds, rates):
    base = np.concatenate([[0.0], np.cumsum(np.diff(thresholds) * rates[:-1])])
    k = np.searchsorted(thresholds, income, side="right") - 1
    k = np.clip(k, 0, len(rates) - 1)
    return base[k] + (income - thresholds[k]) * rates[k]

# %% calls
import numpy as np
_g = np.random.default_rng(42)
_th = np.array([0., 11000., 16000., 59000., 270000.])
_ra = np.array([0., .14, .24, .42, .45])
ENTRY = "tax"
CALLS = [(_g.gamma(2, 20000, 1000), _th, _ra), (_g.gamma(2, 20000, 80000), _th, _ra), (np.array([0., 11000., np.nan]), _th, _ra), (_g.gamma(3, 9000, 200000), _th, _ra * .5)]
