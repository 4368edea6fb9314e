"""Growth analyst makes cohorts by the month of a first purchase.

family: several
small: n = 900
"""
# %% setup
import numpy as np
import pandas as pd

n = 20_000_000
rng = np.random.default_rng(192)
buys = pd.DataFrame({
    "user": rng.integers(0, n // 12, n),
    "when": np.datetime64("2023-01-01") + rng.integers(0, 600, n).astype("timedelta64[D]"),
    "eur": rng.gamma(2, 20, n).round(2),
})
# %% cell
buys["month"] = buys["when"].dt.year * 12 + buys["when"].dt.month
first = buys.groupby("user")["month"].transform("min")
buys["age"] = buys["month"] - first
cohorts = buys.groupby([first.rename("cohort"), "age"]).agg(users=("user", "nunique"), eur=("eur", "sum"))
retention = cohorts["users"].unstack()
retention = retention.div(retention[0], axis=0).round(3)
