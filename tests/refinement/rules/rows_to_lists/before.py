import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5],
        "rate": [0.1, 0.2, 0.3, 0.25, 0.05, 0.4],
        "qty": [1, 2, 3, 4, 5, 6],
        "name": ["a", "b", "c", "a", "b", "d"],
    }
)
num = df[["price", "rate", "qty"]].copy()


def fee(price, qty):
    return price * qty if qty > 2 else 0.5
# %% a function is called on parts of the row
total = 0
for i, row in df.iterrows():
    # the fee depends on the amount
    total += fee(row["price"], row["qty"])  # rounded later
# %% labels, break and else
found = None
for i, row in df.iterrows():
    if row["qty"] * row["qty"] > 10:
        found = i
        break
else:
    found = -1
# %% named tuples
out = {}
for row in df.itertuples(index=False):
    out.setdefault(row.name, []).append(row.qty)
# %% rows of floats
out = []
for _, row in num.iterrows():
    out.append(fee(row["price"], row["qty"]))
# %% text
out = []
for _, row in df.iterrows():
    out.append(row["name"].upper() + str(row["qty"]))
# %% one column, named as something that exists
name = "x"
out = []
for _, row in df.iterrows():
    out.append((name, row["name"]))
