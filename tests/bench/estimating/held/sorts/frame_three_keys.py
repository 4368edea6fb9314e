"""Dispatcher sorts shipments by text and number columns.

family: sorts
small: n = 600
"""
# %% setup
import numpy as np
import pandas as pd

n = 4_000_000
rng = np.random.default_rng(143)
shipments = pd.DataFrame({
    "port": rng.choice(["Hamburg", "Rotterdam", "Antwerpen", "Gdansk", "Valencia"], n),
    "eta": rng.integers(0, 5000, n),
    "weight": rng.gamma(2, 400, n),
})
# %% cell
plan = shipments.sort_values(["port", "eta", "weight"], ascending=[True, True, False]).reset_index(drop=True)
plan["slot"] = plan.groupby("port").cumcount()
first = plan[plan["slot"] < 1000]
light = shipments.sort_values("weight")["weight"].to_numpy()
