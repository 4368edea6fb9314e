"""Analyst of a small web shop: revenue per month and category with growth rates.

expect: nothing
about: already column-wise pandas, a groupby, an unstack and pct_change.
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(19)
n = 1_500_000
orders = pd.DataFrame({
    "ts": pd.Timestamp("2021-01-01") + pd.to_timedelta(rng.integers(0, 3 * 365 * 24 * 3600, n), unit="s"),
    "category": pd.Categorical(rng.choice(["tea", "coffee", "cups", "gifts", "zubehör"], n)),
    "qty": rng.integers(1, 6, n),
    "price": np.round(rng.uniform(2, 60, n), 2),
    "returned": rng.random(n) < 0.04,
})

# %% cell
kept = orders.loc[~orders["returned"]]
revenue = kept["qty"].to_numpy() * kept["price"].to_numpy()
monthly = (
    kept.assign(revenue=revenue, month=kept["ts"].to_numpy().astype("datetime64[M]"))
    .groupby(["month", "category"], observed=True)
    .agg(revenue=("revenue", "sum"), orders=("revenue", "size"), basket=("revenue", "mean"))
)
table = monthly["revenue"].unstack("category")
growth = table.pct_change(12).dropna().round(3)
print(table.tail(3).round(0))
print(growth.tail(3))
