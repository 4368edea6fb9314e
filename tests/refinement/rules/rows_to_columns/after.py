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
if len(df):
    total += (df["price"] * df["rate"]).sum(skipna=False).item()
# %% sum from 0.0
total = 0.0
total += df["price"].sum(skipna=False).item()
# %% sum over rows of floats, whose whole numbers are floats too
total = 0
if len(num):
    total += ((num["price"] * num["qty"].astype(float)) / num["rate"]).sum(skipna=False)
# %% condition
total = 0.0
count = 0
total += df["price"][(df["price"] > 5) & (df["name"] != "b")].sum(skipna=False).item()
count += int(((df["price"] > 5) & (df["name"] != "b")).sum())
# %% whole numbers
pieces = 0
pieces += sum(df['qty'].tolist())
# %% list of every row
costs = []
costs.extend((num["price"] * num["rate"]).to_numpy())
# %% list by if, elif, else, with a comment
bands = []
# dear, middling or cheap
bands.extend(np.select([df["price"] > 20, df["price"] > 5], ["dear", "middling"], default="cheap").tolist())
# %% list under a condition
high = []
high.extend((df['price'] - df['rate'])[(5 < df['price']) & (df['price'] <= 30)].tolist())
# %% column by label
if len(df) and df.index.is_unique:
    df["band"] = np.where(df["price"] > 20, "dear", "cheap")
else:
    for i, row in df.iterrows():
        if row["price"] > 20:
            df.loc[i, "band"] = "dear"
        else:
            df.loc[i, "band"] = "cheap"
# %% column of numbers by at
df["cost"] = 0.0
if len(df) and df.index.is_unique:
    df["cost"] = df["price"] * df["rate"]
else:
    for i, row in df.iterrows():
        df.at[i, "cost"] = row["price"] * row["rate"]
# %% column that keeps what it had
df["cost"] = 1.0
if len(df) and df.index.is_unique:
    df["cost"] = np.where(df["price"] > 9, df["rate"], df["cost"])
else:
    for i, row in df.iterrows():
        if row["price"] > 9:
            df.loc[i, "cost"] = row["rate"]
# %% a range of positions
total = 0.0
if len(df):
    total += (df["price"] * df["qty"]).sum(skipna=False)
# %% a range of labels
values = []
values.extend((df.loc[range(len(df)), "price"] * df.loc[range(len(df)), "rate"]).to_numpy())
# %% a range of labels, items of a column
total = 0.0
if len(df):
    total += df["price"].sum(skipna=False)
# %% set by position
df["cost"] = 0.0
if len(df) and df.index.equals(df.reset_index(drop=True).index):
    df["cost"] = df["price"] * 2
else:
    for i in range(len(df)):
        df.loc[i, "cost"] = df["price"].iloc[i] * 2
# %% names inside the body
costs = []
factor = 2.5
costs.extend(((df["price"] * factor) + df["rate"]).tolist())
# %% inside a function
def cost(frame):
    total = 0.0
    total += (frame["price"] * frame["rate"]).sum(skipna=False).item()
    return total


answer = cost(df)
# %% a numpy function, and abs
out = []
out.extend((np.sqrt(df["price"]) + (df["rate"] - 0.2).abs()).to_numpy())
# %% members of a literal
n = 0
n += 2 * int((df["name"].isin(["a", "d"])).sum())
