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
spans = pd.DataFrame({"span": pd.to_timedelta([1, 2], unit="D")})
odd = df.astype({"name": "category"})


def fee(row):
    return row["price"] * 2
# %% the row goes elsewhere as a whole
total = 0
for _, row in df.iterrows():
    total += fee(row)
# %% the row is changed
out = []
for _, row in df.iterrows():
    row["price"] = row["price"] + 1
    out.append(row["price"])
# %% the frame is changed
for i, row in df.iterrows():
    df["qty"] = row["qty"] + 1
# %% the frame is changed by a method
for i, row in df.iterrows():
    df.drop(columns="rate", inplace=True, errors="ignore")
    print(row["qty"])
# %% the frame's name is bound anew
for i, row in df.iterrows():
    df = df[df["qty"] > row["qty"]]
# %% a method of the row that is no column
out = []
for _, row in num.iterrows():
    out.append(row.mean)
# %% a label that isn't there
out = []
for _, row in df.iterrows():
    out.append(row.get("colour", 0))
# %% a kind of number that rows may give otherwise
out = []
for _, row in spans.iterrows():
    out.append(row["span"])
# %% labels that aren't known at a place of their own
out = [row["qty"] for _ in range(2) for _, row in odd.iterrows()]
# %% the row is used afterwards
out = []
for _, row in df.iterrows():
    out.append(row["qty"])
print(row)
# %% a column chosen at run time
column = "qty"
out = []
for _, row in df.iterrows():
    out.append(row[column])
# %% zip is something else
zip = None
out = []
for _, row in df.iterrows():
    out.append((row["qty"], row["name"]))
# %% no column is used
n = 0
for _, row in df.iterrows():
    n += 1
# %% another form of dictionaries
out = []
for x in df.to_dict("list"):
    out.append(x)
# %% records that are kept
out = []
for x in df.to_dict("records"):
    out.append(x)
