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
for price, qty in zip(df["price"].tolist(), df["qty"].tolist()):
    # the fee depends on the amount
    total += fee(price, qty)  # rounded later
# %% labels, break and else
found = None
for i, qty in zip(df.index, df["qty"].tolist()):
    if qty * qty > 10:
        found = i
        break
else:
    found = -1
# %% named tuples
out = {}
for qty, name in zip(df['qty'].tolist(), df['name'].tolist()):
    out.setdefault(name, []).append(qty)
# %% rows of floats
out = []
for price, qty in zip(num["price"].to_numpy(), num["qty"].to_numpy(float)):
    out.append(fee(price, qty))
# %% text
out = []
for qty, name in zip(df["qty"].tolist(), df["name"].tolist()):
    out.append(name.upper() + str(qty))
# %% one column, named as something that exists
name = "x"
out = []
for row_name in df["name"].tolist():
    out.append((name, row_name))
