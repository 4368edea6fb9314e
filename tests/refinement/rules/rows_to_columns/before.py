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
# %% sum of products over rows of mixed types, from a whole number
total = 0
for _, row in df.iterrows():
    total += row["price"] * row["rate"]
# %% sum from 0.0
total = 0.0
for _, row in df.iterrows():
    total = total + row["price"]
# %% sum over rows of floats, whose whole numbers are floats too
total = 0
for i, row in num.iterrows():
    total += row["price"] * row["qty"] / row["rate"]
# %% condition
total = 0.0
count = 0
for _, row in df.iterrows():
    if row["price"] > 5 and row["name"] != "b":
        total += row["price"]
        count += 1
# %% whole numbers
pieces = 0
for row in df.itertuples():
    pieces += row.qty
# %% list of every row
costs = []
for _, row in num.iterrows():
    costs.append(row["price"] * row["rate"])
# %% list by if, elif, else, with a comment
bands = []
for _, row in df.iterrows():
    # dear, middling or cheap
    if row["price"] > 20:
        bands.append("dear")
    elif row["price"] > 5:
        bands.append("middling")
    else:
        bands.append("cheap")
# %% list under a condition
high = []
for row in df.itertuples():
    if 5 < row.price <= 30:
        high.append(row.price - row.rate)
# %% column by label
for i, row in df.iterrows():
    if row["price"] > 20:
        df.loc[i, "band"] = "dear"
    else:
        df.loc[i, "band"] = "cheap"
# %% column of numbers by at
df["cost"] = 0.0
for i, row in df.iterrows():
    df.at[i, "cost"] = row["price"] * row["rate"]
# %% column that keeps what it had
df["cost"] = 1.0
for i, row in df.iterrows():
    if row["price"] > 9:
        df.loc[i, "cost"] = row["rate"]
# %% a range of positions
total = 0.0
for i in range(len(df)):
    total += df["price"].iloc[i] * df["qty"].iloc[i]
# %% a range of labels
values = []
for i in range(len(df)):
    values.append(df.loc[i, "price"] * df.loc[i, "rate"])
# %% a range of labels, items of a column
total = 0.0
for i in range(df.shape[0]):
    total += df["price"][i]
# %% set by position
df["cost"] = 0.0
for i in range(len(df)):
    df.loc[i, "cost"] = df["price"].iloc[i] * 2
# %% names inside the body
costs = []
factor = 2.5
for _, row in df.iterrows():
    value = row["price"] * factor
    costs.append(value + row["rate"])
# %% inside a function
def cost(frame):
    total = 0.0
    for _, row in frame.iterrows():
        total += row["price"] * row["rate"]
    return total


answer = cost(df)
# %% a numpy function, and abs
out = []
for _, row in df.iterrows():
    out.append(np.sqrt(row["price"]) + abs(row["rate"] - 0.2))
# %% members of a literal
n = 0
for _, row in df.iterrows():
    if row["name"] in ("a", "d"):
        n += 2
