"""Psychometrician standardises a few big columns.

expect: nothing
about: DataFrame.apply over columns: the function runs six times on whole columns, vectorised already
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(89)
scales = pd.DataFrame(rng.normal(3, 1, (400_000, 6)), columns=["O", "C", "E", "A", "N", "rest"])
scales.iloc[::111, 2] = np.nan
# %% cell
def robust(col):
    med = col.median()
    mad = (col - med).abs().median()
    return ((col - med) / (1.4826 * mad)).clip(-4, 4)

z = scales.apply(robust)
print(z.isna().sum().to_dict())
z.quantile([.05, .5, .95]).round(3)
