"""Storekeeper follows the stock of each article through a list of movements.

expect: faster
about: row by row with df.at and a dict for the level; groupby cumsum of the signed quantity, shift for the level before.
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(9)
n = 1600
moves = pd.DataFrame({
    "date": pd.Timestamp("2023-01-02") + pd.to_timedelta(np.sort(rng.integers(0, 360, n)), unit="D"),
    "article": rng.choice(["Schraube M6", "Dübel 8mm", "Winkel", "Kabelbinder", "Lüfter", "Öl 1l", "Filter"], n),
    "kind": rng.choice(["in", "out", "out", "count_correction"], n, p=[0.52, 0.3, 0.16, 0.02]),
    "qty": rng.integers(1, 40, n),
})
moves.loc[moves["kind"] == "count_correction", "qty"] -= 20

# %% cell
moves["before"] = 0
moves["after"] = 0
moves["warning"] = ""
level = {}
for i in range(len(moves)):
    art = moves.loc[i, "article"]
    old = level.get(art, 0)
    if moves.loc[i, "kind"] == "out":
        new = old - moves.loc[i, "qty"]
    else:
        new = old + moves.loc[i, "qty"]
    moves.loc[i, "before"] = old
    moves.loc[i, "after"] = new
    if new < 0:
        moves.loc[i, "warning"] = "negative"
    elif new < 25:
        moves.loc[i, "warning"] = "reorder"
    level[art] = int(new)

print(moves.tail())
print(moves.groupby("article")["after"].agg(["min", "max", "last"]))
print(moves["warning"].value_counts())
