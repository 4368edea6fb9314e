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
mean = (np.cumsum(a)[-1] + 0 if len(a) else 0) / len(a)
# %% whole numbers and truth values
total = (np.cumsum(whole)[-1] + 0 if len(whole) else 0)
share = (np.cumsum(flags)[-1] + 0 if len(flags) else 0) / len(flags)
# %% extremes
span = (a.max() if len(a) and not np.isnan(a).any() else max(a)) - (a.min() if len(a) and not np.isnan(a).any() else min(a))
top = (whole.max() if len(whole) else max(whole))
# %% in order
ranked = (list(np.sort(a, kind="stable")) if len(a) and not np.isnan(a).any() else sorted(a))
steps = (list(np.sort(whole, kind="stable")) if len(whole) else sorted(whole))[:5]
# %% how many different ones
kinds = (len(np.unique(whole)) if len(whole) else len(set(whole)))
# %% a column
mean = sum(df["x"].tolist()) / len(df)
top = max(df["n"].tolist())
kinds = len(set(df["n"].tolist()))
# %% where some are missing
total = (np.cumsum(holes)[-1] + 0 if len(holes) else 0)
top = (holes.max() if len(holes) and not np.isnan(holes).any() else max(holes))
ranked = (list(np.sort(holes, kind="stable")) if len(holes) and not np.isnan(holes).any() else sorted(holes))
# %% in a function of the cell's own
def spread(values):
    return (values.max() if len(values) else max(values)) - (values.min() if len(values) else min(values))


answer = spread(whole)
# %% columns of an array
means = []
for idx in range(table.shape[1]):
    means.append((np.cumsum(table[:, idx])[-1] + 0 if len(table[:, idx]) else 0) / len(table))
# %% columns of a frame by their labels
spans = {}
for value in ["x", "n"]:
    part = df[value]
    spans[value] = max(part.tolist()) - min(part.tolist())
# %% columns that are replaced
for value in ["x"]:
    total = sum(df[value].tolist())
    df[value] = df[value] / total
# %% arrays in a dict
tables = {"a": a, "whole": whole}
best = {}
for value in tables:
    best[value] = (tables[value].max() if len(tables[value]) and not np.isnan(tables[value]).any() else max(tables[value]))
# %% arrays under a loop's name
totals = [(np.cumsum(part)[-1] + 0 if len(part) else 0) for part in (a, whole)]
