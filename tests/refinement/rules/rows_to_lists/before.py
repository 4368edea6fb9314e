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
# %% in a formatted string
for _, row in df.iterrows():
    print(f"{row['qty']:>5}|{row.price:.2f}|{row['name']!r}")
# %% a comprehension with a condition
out = [row["name"] * row["qty"] for _, row in df.iterrows() if row["price"] > 3]
# %% a dictionary
out = {row.name: (row.qty, row.Index) for row in df.itertuples()}
# %% counted
for n, (i, row) in enumerate(df.iterrows(), 1):
    print(n, i, row["qty"], row.name)
# %% attributes, get and places
out = []
for _, row in df.iterrows():
    out.append((row.price, row.get("qty", 0)))
# %% places in a named tuple
out = []
for row in df.itertuples():
    out.append((row[0], row[3], getattr(row, "name")))
# %% a part of a frame, without a name
out = []
for i, row in df[df["qty"] > 2].iterrows():
    out.append((i, row["name"], row["qty"]))
# %% a frame that the cell makes
made = pd.DataFrame({"a": [1, 2, 3], "b": [0.5, 1.5, 2.5]})
out = []
for _, row in made.iterrows():
    out.append(row["a"] * 2)
# %% a column is set by label
df["total"] = 0.0
for i, row in df.iterrows():
    df.loc[i, "total"] = fee(row["price"], row["qty"])
# %% a column of floats is set that is read
for i, row in num.iterrows():
    num.at[i, "price"] = row["price"] * 2
    num.at[i, "rate"] = num.loc[i, "price"] + 1
# %% moments alone
out = [row["day"].year for _, row in days.iterrows()]
# %% records
total = 0
for x in df.to_dict("records"):
    total += x["price"] * x["qty"]
out = [x["name"] for x in df.to_dict(orient="records") if x.get("qty") > 2]
# %% a loop in a loop, with columns of the same name
def paired(left, right):
    pairs = []
    for _, one in left.iterrows():
        for _, other in right.iterrows():
            if one["qty"] == other["qty"]:
                pairs.append((one["name"], other["price"]))
    return pairs


pairs = paired(df, num)
# %% a frame of which nothing is known
made = pd.concat([num, num])
out = []
for _, row in made.iterrows():
    out.append(row["price"] * 2)
# %% named tuples in named tuples, with parts of the same name
def matched(left, right):
    pairs = []
    for one in left.itertuples():
        for other in right.itertuples():
            if one.qty == other.qty:
                pairs.append((one.name, other.price))
    return pairs


pairs = matched(df, num)
