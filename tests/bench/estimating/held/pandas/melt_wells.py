"""Lab technician reshapes plates of wells and averages replicates.

family: pandas
small: n = 200
"""
# %% setup
import numpy as np
import pandas as pd

n = 250_000
rng = np.random.default_rng(116)
plates = pd.DataFrame(rng.normal(1, 0.2, (n, 96)), columns=[f"{r}{c}" for r in "ABCDEFGH" for c in range(1, 13)])
plates = plates.mask(rng.random((n, 96)) < 0.05)
plates["plate"] = np.arange(n) // 3
# %% cell
long = plates.melt(id_vars="plate", var_name="well", value_name="od").dropna()
long["row"] = long["well"].str[0].astype("category")
mean = long.groupby(["plate", "row"], observed=True)["od"].mean().unstack()
mean.max(axis=1).mean()
