import numpy as np
import pandas as pd

a = np.sin(np.arange(200.0) * 7) * 100
whole = np.arange(100) * 37 % 23
flags = whole > 7
table = np.arange(300.0).reshape(100, 3)
small = np.arange(100, dtype=np.int32)
few = np.arange(5.0)
holes = np.where(np.arange(100) % 7 == 3, np.nan, np.arange(100.0))
df = pd.DataFrame({"x": a, "n": np.arange(200), "name": [f"n{i % 9}" for i in range(200)]})
listed = a.tolist()
# %% a mean
mean = sum(a) / len(a)
# %% whole numbers and truth values
total = sum(whole)
share = sum(flags) / len(flags)
# %% extremes
span = max(a) - min(a)
top = max(whole)
# %% in order
ranked = sorted(a)
steps = sorted(whole)[:5]
# %% how many different ones
kinds = len(set(whole))
# %% a column
mean = sum(df["x"]) / len(df)
top = max(df["n"])
kinds = len(set(df["n"]))
# %% where some are missing
total = sum(holes)
top = max(holes)
ranked = sorted(holes)
# %% in a function of the cell's own
def spread(values):
    return max(values) - min(values)


answer = spread(whole)
# %% columns of an array
means = []
for idx in range(table.shape[1]):
    means.append(sum(table[:, idx]) / len(table))
# %% columns of a frame by their labels
spans = {}
for value in ["x", "n"]:
    part = df[value]
    spans[value] = max(part) - min(part)
# %% columns that are replaced
for value in ["x"]:
    total = sum(df[value])
    df[value] = df[value] / total
# %% arrays in a dict
tables = {"a": a, "whole": whole}
best = {}
for value in tables:
    best[value] = max(tables[value])
# %% arrays under a loop's name
totals = [sum(part) for part in (a, whole)]
