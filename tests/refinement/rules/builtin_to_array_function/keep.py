import numpy as np
import pandas as pd

a = np.sin(np.arange(200.0) * 7) * 100
whole = np.arange(100) * 37 % 23
flags = whole > 7
table = np.arange(300.0).reshape(100, 3)
small = np.arange(100, dtype=np.int32)
few = np.arange(5.0)
holes = np.where(np.arange(100) % 7 == 3, np.nan, np.arange(100.0))
df = pd.DataFrame({"x": a, "n": np.arange(200), "name": [f"n{i % 9}" for i in range(200)]})
listed = a.tolist()
# %% several axes
total = sum(table)
# %% another type
total = sum(small)
# %% a start, a key, an order
total = sum(a, 1)
top = max(a, key=abs)
ranked = sorted(a, reverse=True)
top = max(a, default=0)
# %% short
total = sum(few)
# %% a list
total = sum(listed)
# %% text
first = min(df["name"])
# %% sum is something else
sum = np.prod
total = sum(a)
# %% another value by then
a = list(range(5))
total = sum(a)
# %% two arguments
top = max(a[0], a[1])
# %% a set that is kept
kinds = set(whole)
# %% rows of a few elements
totals = [sum(row) for row in table]
# %% arrays and others in a list
several = [a, listed]
totals = [sum(part) for part in several]
# %% an array that may be another one
parts = {"a": a}
parts["b"] = listed
totals = [sum(parts[value]) for value in ["a"]]
# %% a frame whose columns are renamed
df.columns = ["x", "x", "name"]
totals = {value: sum(df[value]) for value in ["x"]}
# %% a list under a name that was an array's
for part in [a]:
    part = part.tolist()
    total = sum(part)
