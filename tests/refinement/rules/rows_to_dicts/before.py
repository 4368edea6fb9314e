import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "price": [10.0, 20.5, 3.25, 8.0],
        "qty": [1, 2, 3, 4],
        "name": ["a", "b", "c", "a"],
    }
)
num = df[["price"]].assign(rate=[0.5, 1.5, 2.5, 3.5])
labels = ["price", "qty"]
# %% a function that takes the row
def describe(row):
    if row["qty"] > 2:
        return f"{row['name']} {row['price']:.1f}"
    return row["name"]


out = []
for i, row in df.iterrows():
    out.append(describe(row))
# %% labels in a variable, and the row's own
out = {}
for i, row in df.iterrows():
    out[i] = {label: row[label] for label in labels}
# %% rows of floats
total = 0.0
for _, row in num.iterrows():
    for label in ("price", "rate"):
        total += row[label]
# %% a part of a frame
out = []
for i, row in df[df["qty"] > 1].iterrows():
    for label in labels:
        out.append(row[label] * 2)
# %% a label that may be missing
out = []
for _, row in df.iterrows():
    if "colour" in row:
        out.append(row["colour"])
    out.append(row.get("size", 0) + row["qty"])
# %% a comprehension with a function that takes the row
def price_of(row):
    if row["qty"] > 2:
        return row["price"] * 2
    return row["price"]


prices = [price_of(row) for _, row in df.iterrows()]
