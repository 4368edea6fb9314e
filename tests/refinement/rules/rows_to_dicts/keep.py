import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "price": [10.0, 20.5, 3.25, 8.0],
        "qty": [1, 2, 3, 4],
        "name": ["a", "b", "c", "a"],
    }
)
spans = pd.DataFrame({"span": pd.to_timedelta([1, 2], unit="D")})
labels = ["price", "qty"]
# %% the row is kept
out = []
for i, row in df.iterrows():
    out.append(row)
# %% the row is changed
for i, row in df.iterrows():
    row["qty"] = 0
    print(row["qty"])
# %% a method of the row
for i, row in df.iterrows():
    print(row.tolist())
# %% several labels at once
for i, row in df.iterrows():
    print(row[["price", "qty"]].sum())
# %% known columns alone, for which there are lists
for i, row in df.iterrows():
    print(row["price"])
# %% the row is seen after the loop
for i, row in df.iterrows():
    print([row[label] for label in labels])
print(row["qty"])
# %% the frame changes
for i, row in df.iterrows():
    print([row[label] for label in labels])
    df = df.drop(columns="name", errors="ignore")
# %% kinds of values that rows may give otherwise
for i, row in spans.iterrows():
    print([row[label] for label in ["span"]])
# %% a function that keeps the row
kept = []


def keep(row):
    kept.append(row)


for i, row in df.iterrows():
    keep(row)
# %% a list of labels that has a name
wanted = ["price", "qty"]
for i, row in df.iterrows():
    print(row[wanted].sum())
