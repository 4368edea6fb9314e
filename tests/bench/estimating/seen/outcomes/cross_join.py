"""Every row with every row: no memory is large enough.

family: outcomes
expect: too large
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(200)
left = pd.DataFrame({"one": 1, "a": rng.random(400_000)})
right = pd.DataFrame({"one": 1, "b": rng.random(400_000)})
# %% cell
everything = left.merge(right, on="one")
best = (everything["a"] * everything["b"]).max()
