'''A retail analyst joins receipts with prices valid at the time and compares basket sizes by weekday.

expect: nothing
about: merge_asof, cut and pivot on whole columns, good already
'''
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(70)
_n = 600_000
items = pd.DataFrame({
    "receipt": rng.integers(1, 90_000, _n),
    "article": rng.integers(1, 300, _n),
    "qty": rng.integers(1, 6, _n),
})
items["time"] = pd.Timestamp("2024-01-02") + pd.to_timedelta((items["receipt"] * 7919) % (180 * 1440), unit="min")
_p = 300 * 6
prices = pd.DataFrame({
    "article": np.repeat(np.arange(1, 301), 6),
    "valid_from": np.tile(pd.date_range("2024-01-01", periods=6, freq="MS"), 300),
    "price": np.round(rng.gamma(2, 2.5, _p) + 0.29, 2),
})

# %% cell
priced = pd.merge_asof(
    items.sort_values("time", kind="stable"),
    prices.sort_values("valid_from", kind="stable"),
    left_on="time",
    right_on="valid_from",
    by="article",
)
priced["value"] = priced["qty"] * priced["price"]
baskets = priced.groupby("receipt").agg(time=("time", "first"), value=("value", "sum"), lines=("article", "size"))
baskets["class"] = pd.cut(baskets["value"], [0, 20, 50, 100, np.inf], labels=["S", "M", "L", "XL"])
baskets["weekday"] = baskets["time"].dt.day_of_week
table = baskets.pivot_table(index="weekday", columns="class", values="value", aggfunc="count", observed=True)
print(table)
print((table.div(table.sum(axis=1), axis=0) * 100).round(1))
