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
df_labels = list(df.columns)
for row_values in (dict(zip(df_labels, values)) for values in df.to_numpy()):
    out.append(describe(row_values))
# %% labels in a variable, and the row's own
out = {}
df_labels = list(df.columns)
for i, row_values in zip(df.index, (dict(zip(df_labels, values)) for values in df.to_numpy())):
    out[i] = {label: row_values[label] for label in labels}
# %% rows of floats
total = 0.0
num_labels = list(num.columns)
for row_values in (dict(zip(num_labels, values)) for values in num.to_numpy()):
    for label in ("price", "rate"):
        total += row_values[label]
# %% a part of a frame
out = []
rows = df[df["qty"] > 1]
rows_labels = list(rows.columns)
for row_values in (dict(zip(rows_labels, values)) for values in rows.to_numpy()):
    for label in labels:
        out.append(row_values[label] * 2)
# %% a label that may be missing
out = []
df_labels = list(df.columns)
for row_values in (dict(zip(df_labels, values)) for values in df.to_numpy()):
    if "colour" in row_values:
        out.append(row_values["colour"])
    out.append(row_values.get("size", 0) + row_values["qty"])
# %% a comprehension with a function that takes the row
def price_of(row):
    if row["qty"] > 2:
        return row["price"] * 2
    return row["price"]


df_labels = list(df.columns)
prices = [price_of(row_values) for row_values in (dict(zip(df_labels, values)) for values in df.to_numpy())]
