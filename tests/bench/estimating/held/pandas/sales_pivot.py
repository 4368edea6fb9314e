"""Retail controller makes a table of stores by months.

family: pandas
small: n = 3000
"""
# %% setup
import numpy as np
import pandas as pd

n = 30_000_000
rng = np.random.default_rng(104)
sales = pd.DataFrame({
    "store": pd.Categorical.from_codes(rng.integers(0, 300, n), [f"S{i:03d}" for i in range(300)]),
    "date": np.datetime64("2023-01-01") + rng.integers(0, 730, n).astype("timedelta64[D]"),
    "revenue": rng.gamma(3, 12, n),
})
# %% cell
sales["month"] = sales["date"].dt.to_period("M")
table = sales.pivot_table(index="store", columns="month", values="revenue", aggfunc="sum", observed=True)
weekday = sales.groupby([sales["date"].dt.day_name(), "store"], observed=True)["revenue"].median().unstack()
growth = table.pct_change(axis=1)
best = growth.mean(axis=1).sort_values(ascending=False).head(10)
best
