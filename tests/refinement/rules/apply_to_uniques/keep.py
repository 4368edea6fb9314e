import datetime as dt
import re

import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a, x", "b, y", "c, x", "a, x", "b, y", "a, x", "c, x", "b, y"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021],
        "day": ["2020-01-01", "2020-01-02"] * 4,
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay"],
    }
)
shops = df["shop"]
labels = {2020: "old", 2021: "new"}
pattern = re.compile(r"\w")
seen = []
# %% an effect
out = df["shop"].apply(lambda x: seen.append(x))
# %% a new list for each
out = df["shop"].apply(lambda x: x.split(","))
# %% values that hardly repeat
out = df["name"].apply(lambda x: x.upper())
# %% floats
out = df["price"].apply(lambda x: str(x))
# %% further arguments
out = df["shop"].apply(lambda x, n: x[:n], args=(2,))
# %% random
out = df["year"].apply(lambda x: x + np.random.rand())
# %% a function that nobody knows
out = df["shop"].apply(pattern.sub)
# %% an unknown column
df.insert(0, "flag", True)
out = df["shop"].apply(lambda x: x.upper())
# %% what is now
out = df["year"].apply(lambda x: dt.datetime.now().year - x)
# %% a method that may keep a state
class Box:
    def get(self, key):
        seen.append(key)
        return len(seen)


box = Box()
out = df["year"].apply(lambda y: box.get(y))
