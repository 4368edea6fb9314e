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


def effect(value):
    print(value)


def tweak():
    df["price"] = 0.0


dup = df.copy()
dup.columns = ["price", "price", "qty", "name"]
small = df.astype({"price": "float32"})[["price"]]
# %% whole numbers that are multiplied as Python's own
total = 0
for _, row in df.iterrows():
    total += row["qty"] * row["qty"]
# %% a divisor that may be zero
out = []
for _, row in df.iterrows():
    out.append(row["price"] / row["rate"])
# %% a name that goes from row to row
last = 0.0
total = 0.0
for _, row in df.iterrows():
    total += row["price"] - last
    last = row["price"]
# %% an early end
total = 0.0
for _, row in df.iterrows():
    if row["price"] > 30:
        break
    total += row["price"]
# %% else
total = 0.0
for _, row in df.iterrows():
    total += row["price"]
else:
    total = 0.0
# %% another effect
total = 0.0
for _, row in df.iterrows():
    effect(row["price"])
    total += row["price"]
# %% the row is used afterwards
total = 0.0
for _, row in df.iterrows():
    total += row["price"]
print(row["name"])
# %% len is something else
len = lambda frame: 3
total = 0
for _, row in df.iterrows():
    total += row["price"]
    count = 1
# %% a label that occurs twice
total = 0.0
for _, row in dup.iterrows():
    total += row["price"]
# %% small floats
total = 0.0
for _, row in small.iterrows():
    total += row["price"]
# %% the frame changes in the loop
total = 0.0
for _, row in df.iterrows():
    total += row["price"]
    df.drop(columns="rate", inplace=True, errors="ignore")
# %% branches of different types
out = []
for _, row in df.iterrows():
    out.append(row["price"] if row["rate"] > 0.2 else 0)
# %% a column whose type would change
df["n"] = 0
for i, row in df.iterrows():
    if row["price"] > 1e9:
        df.loc[i, "n"] = row["price"]
# %% an unknown frame
def total_of(frame):
    total = 0.0
    for _, row in frame.iterrows():
        total += row["price"]
    return total
# %% appending to the list that is read
out = [1.0]
for _, row in df.iterrows():
    out.append(row["price"] * out[0])
