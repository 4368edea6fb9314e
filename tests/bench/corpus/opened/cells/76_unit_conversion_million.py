"""Climate analyst converts a million temperatures with lambdas.

expect: faster
about: Series.apply with numeric lambdas on a large column
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(76)
obs = pd.DataFrame({"f": rng.integers(-40, 120, 1_000_000).astype(float)})
obs.loc[::13, "f"] = np.nan
# %% cell
obs["c"] = obs["f"].apply(lambda f: (f - 32) * 5 / 9)
obs["frost"] = obs["c"].apply(lambda c: 1 if c < 0 else 0)
print(obs["frost"].sum(), round(obs["c"].mean(), 4))
