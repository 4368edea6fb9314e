"""Bank ranks accounts within each branch.

family: pandas
small: n = 2000
"""
# %% setup
import numpy as np
import pandas as pd

n = 8_000_000
rng = np.random.default_rng(118)
accounts = pd.DataFrame({
    "branch": rng.integers(0, 800, n),
    "balance": rng.lognormal(7, 2, n).round(2),
    "kind": rng.choice(["giro", "savings", "depot"], n),
})
# %% cell
accounts["pct"] = accounts.groupby("branch")["balance"].rank(pct=True)
accounts["pct_kind"] = accounts.groupby(["branch", "kind"])["balance"].rank(pct=True)
accounts["vip"] = (accounts["pct"] > 0.99) | (accounts["pct_kind"] > 0.995)
accounts.groupby("branch")["vip"].mean().describe()
