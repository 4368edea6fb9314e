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


def effect(row):
    print(row["price"])
    return row["price"]


frames = iter([df])
# %% an effect
out = df.apply(effect, axis=1)
# %% down the columns
out = num.apply(lambda column: column["price"] if "price" in column else 0.0, axis=0)
# %% whole numbers as Python's own
out = df.apply(lambda row: row["qty"] * 3, axis=1)
# %% a divisor that may be zero
out = df.apply(lambda row: row["price"] / row["rate"], axis=1)
# %% branches of different types
out = df.apply(lambda row: row["price"] if row["rate"] > 0.2 else "none", axis=1)
# %% the whole row
out = df.apply(lambda row: len(row), axis=1)
# %% further arguments
out = df.apply(lambda row, k: row["price"] * k, axis=1, args=(2,))
# %% an unknown frame
out = pd.DataFrame({"price": [1.0]}).apply(lambda row: row["price"] * 2, axis=1)
# %% the frame was changed in a way that isn't known
df.insert(0, "flag", True)
out = df.apply(lambda row: row["price"] * 2, axis=1)
# %% a function that may return nothing
def some(row):
    if row["price"] > 3:
        return "x"


out = df.apply(some, axis=1)
