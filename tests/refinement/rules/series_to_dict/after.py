import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c"],
        "code": [1, 2, 3, 1, 2, 1, 3],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, np.nan],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "fay", "gus"],
    }
)
visits = ["a", "c", "a", "b"]
prices = pd.Series([1.5, 2.5, 3.5], index=["a", "b", "c"])
twice = pd.Series([1.5, 2.5, 3.5], index=["a", "b", "b"])
days = pd.Series([1, 2], index=pd.to_datetime(["2024-01-01", "2024-01-02"]))
asked = ["2024-01-02", "2024-01-01"]

CALLS = [(prices, ["a", "b"]), (twice, ["a", "b", "a"]), (prices, [])]
# %% means of groups
means = df.groupby("shop")["price"].mean()
found = []
means_by_label = means
if (
    means.index.is_unique
    and means.index.inferred_type in ("string", "integer")
    and not means.index.hasnans
    and means.dtype.kind in "ifbO"
):
    means_by_label = dict(zip(means.index, means.to_numpy()))
for x in visits:
    found.append(means_by_label[x])
# %% a Series of the user's, twice in a round
total = 0.0
prices_by_label = prices
if (
    prices.index.is_unique
    and prices.index.inferred_type in ('string', 'integer')
    and not prices.index.hasnans
    and prices.dtype.kind in 'ifbO'
):
    prices_by_label = dict(zip(prices.index, prices.to_numpy()))
for x in visits:
    if prices_by_label[x] > 2:
        total += prices_by_label[x]
# %% in a comprehension, with a default
counts = df["code"].value_counts()
counts_by_label = counts
if (
    counts.index.is_unique
    and counts.index.inferred_type in ("string", "integer")
    and not counts.index.hasnans
    and counts.dtype.kind in "ifbO"
):
    counts_by_label = dict(zip(counts.index, counts.to_numpy()))
sizes = [counts_by_label.get(x, 0) for x in [1, 2, 7, 1]]
# %% in what is applied
totals = df.groupby("shop")["code"].sum()
totals_by_label = totals
if (
    totals.index.is_unique
    and totals.index.inferred_type in ("string", "integer")
    and not totals.index.hasnans
    and totals.dtype.kind in "ifbO"
):
    totals_by_label = dict(zip(totals.index, totals.to_numpy()))
share = df.apply(lambda r: r["code"] / totals_by_label[r["shop"]], axis=1)
# %% texts by a column
names = df.drop_duplicates("code").set_index("code")["name"]
names_by_label = names
if (
    names.index.is_unique
    and names.index.inferred_type in ("string", "integer")
    and not names.index.hasnans
    and names.dtype.kind in "ifbO"
):
    names_by_label = dict(zip(names.index, names.to_numpy()))
who = [names_by_label[x] for x in df["code"]]
# %% labels that come twice
twice_by_label = twice
if (
    twice.index.is_unique
    and twice.index.inferred_type in ("string", "integer")
    and not twice.index.hasnans
    and twice.dtype.kind in "ifbO"
):
    twice_by_label = dict(zip(twice.index, twice.to_numpy()))
parts = [twice_by_label[x] for x in visits if x != "c"]
# %% dates that are asked for by texts
days_by_label = days
if (
    days.index.is_unique
    and days.index.inferred_type in ('string', 'integer')
    and not days.index.hasnans
    and days.dtype.kind in 'ifbO'
):
    days_by_label = dict(zip(days.index, days.to_numpy()))
n = [days_by_label[x] for x in asked]
# %% in a function [function summed]
def summed(series, labels):
    total = 0.0
    series_by_label = series
    if (
        series.index.is_unique
        and series.index.inferred_type in ('string', 'integer')
        and not series.index.hasnans
        and series.dtype.kind in 'ifbO'
    ):
        series_by_label = dict(zip(series.index, series.to_numpy()))
    for label in labels:
        total += series_by_label[label].sum()
    return total
