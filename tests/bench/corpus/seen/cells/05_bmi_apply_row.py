"""Epidemiologist adds a body mass index column.

expect: faster
about: apply(axis=1) for plain arithmetic
"""
# %% setup
import pandas as pd
import numpy as np

rng = np.random.default_rng(55)
people = pd.DataFrame({"kg": rng.normal(74, 13, 200000).round(1), "cm": rng.normal(171, 9, 200000).round()})
people.loc[::97, "kg"] = np.nan
# %% cell
people["bmi"] = people.apply(lambda r: r["kg"] / (r["cm"] / 100) ** 2, axis=1)
people["obese"] = people["bmi"] >= 30
people["obese"].mean()
