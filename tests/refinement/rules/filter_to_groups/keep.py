import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay"],
    }
)
wanted = ["c", "a", "z", "a"]
things = [["a"], "b"]
# %% the frame changes
for shop in df["shop"].unique():
    df.loc[df["shop"] == shop, "price"] = df[df["shop"] == shop]["price"] * 2
# %% parts that repeat and are kept
kept = []
for w in wanted:
    kept.append(df[df["shop"] == w])
# %% parts that repeat and are changed
kept = []
for w in wanted:
    part = df[df["shop"] == w]
    part["price"] = 0.0
    kept.append(part["price"].sum())
# %% keys that may be lists
kept = [len(df[df["shop"] == t]) for t in things]
# %% floats
kept = [len(df[df["price"] == p]) for p in df["price"].unique()]
# %% another comparison
kept = [len(df[df["qty"] > q]) for q in df["qty"].unique()]
# %% not in a loop
w = "a"
kept = df[df["shop"] == w]
# %% another key that is bound in the loop
kept = []
for w in df["shop"].unique():
    w = w.upper()
    kept.append(len(df[df["shop"] == w]))
# %% another frame's column
other = df[["shop"]].sample(frac=1)
kept = [len(df[other["shop"] == w]) for w in wanted]
# %% the value changes after the comparison
spans = []
for year in df["year"].unique():
    here = df["year"] == year
    year = 2020
    spans.append(df[here]["price"].max())
