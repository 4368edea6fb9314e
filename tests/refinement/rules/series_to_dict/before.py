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
for x in visits:
    found.append(means[x])
# %% a Series of the user's, twice in a round
total = 0.0
for x in visits:
    if prices.loc[x] > 2:
        total += prices[x]
# %% in a comprehension, with a default
counts = df["code"].value_counts()
sizes = [counts.get(x, 0) for x in [1, 2, 7, 1]]
# %% in what is applied
totals = df.groupby("shop")["code"].sum()
share = df.apply(lambda r: r["code"] / totals.at[r["shop"]], axis=1)
# %% texts by a column
names = df.drop_duplicates("code").set_index("code")["name"]
who = [names[x] for x in df["code"]]
# %% labels that come twice
parts = [twice[x] for x in visits if x != "c"]
# %% dates that are asked for by texts
n = [days[x] for x in asked]
# %% in a function [function summed]
def summed(series, labels):
    total = 0.0
    for label in labels:
        total += series[label].sum()
    return total
