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
days = pd.DataFrame({"day": pd.to_datetime(["2020-01-01", "2021-02-03"])})


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
# %% in a formatted string
for qty, price, name in zip(df['qty'].tolist(), df['price'].tolist(), df['name'].tolist()):
    print(f'{qty:>5}|{price:.2f}|{name!r}')
# %% a comprehension with a condition
out = [name * qty for name, qty, price in zip(df["name"].tolist(), df["qty"].tolist(), df["price"].tolist()) if price > 3]
# %% a dictionary
out = {name: (qty, row_label) for row_label, name, qty in zip(df.index, df['name'].tolist(), df['qty'].tolist())}
# %% counted
for n, (i, qty) in enumerate(zip(df.index, df["qty"].tolist()), 1):
    print(n, i, qty, i)
# %% attributes, get and places
out = []
for price, qty in zip(df["price"].tolist(), df["qty"].tolist()):
    out.append((price, qty))
# %% places in a named tuple
out = []
for row_label, qty, name in zip(df.index, df["qty"].tolist(), df["name"].tolist()):
    out.append((row_label, qty, name))
# %% a part of a frame, without a name
out = []
rows = df[df["qty"] > 2]
for i, name, qty in zip(rows.index, rows["name"].tolist(), rows["qty"].tolist()):
    out.append((i, name, qty))
# %% a frame that the cell makes
made = pd.DataFrame({"a": [1, 2, 3], "b": [0.5, 1.5, 2.5]})
out = []
for a in made["a"].to_numpy(float):
    out.append(a * 2)
# %% a column is set by label
df["total"] = 0.0
for i, price, qty in zip(df.index, df["price"].tolist(), df["qty"].tolist()):
    df.loc[i, "total"] = fee(price, qty)
# %% a column of floats is set that is read
for i, price in zip(num.index, num["price"].to_numpy(copy=True)):
    num.at[i, "price"] = price * 2
    num.at[i, "rate"] = num.loc[i, "price"] + 1
# %% moments alone
out = [day.year for day in days["day"].tolist()]
# %% records
total = 0
for price, qty in zip(df["price"].tolist(), df["qty"].tolist()):
    total += price * qty
out = [name for name, qty in zip(df["name"].tolist(), df["qty"].tolist()) if qty > 2]
# %% a loop in a loop, with columns of the same name
def paired(left, right):
    pairs = []
    for qty, name in zip(left["qty"].tolist(), left["name"].tolist()):
        for other_qty, price in zip(right["qty"].to_numpy(float), right["price"].to_numpy()):
            if qty == other_qty:
                pairs.append((name, price))
    return pairs


pairs = paired(df, num)
# %% a frame of which nothing is known
made = pd.concat([num, num])
out = []
made_columns = dict(zip(made.columns, made.to_numpy().T))
for price in made_columns["price"]:
    out.append(price * 2)
# %% named tuples in named tuples, with parts of the same name
def matched(left, right):
    pairs = []
    for qty, name in zip(left['qty'].tolist(), left['name'].tolist()):
        for other_qty, price in zip(right['qty'].tolist(), right['price'].tolist()):
            if qty == other_qty:
                pairs.append((name, price))
    return pairs


pairs = matched(df, num)
