"""Runner smooths a heart-rate record.

expect: faster
about: slice mean per position instead of a rolling window
"""
# %% setup
import numpy as np
import pandas as pd

hr = pd.Series(np.random.default_rng(25).integers(60, 190, 6000))
# %% cell
smooth = []
for i in range(len(hr)):
    if i < 29:
        smooth.append(np.nan)
    else:
        smooth.append(hr[i - 29:i + 1].mean())
smooth = pd.Series(smooth)
smooth.max()
