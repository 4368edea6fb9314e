"""The data is large, what is looked at isn't.

family: outcomes
expect: measured
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(201)
trips = pd.DataFrame({"km": rng.gamma(2, 3, 10_000_000), "fare": rng.gamma(2, 9, 10_000_000)})
# %% cell
sample = trips.head(1000)
rate = (sample["fare"] / sample["km"]).median()
