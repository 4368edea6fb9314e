import numpy as np
import pandas as pd

df = pd.DataFrame({"x": [1.5, 2.0, np.nan, 4.0], "n": [5, 3, 9, 3], "k": list("abca")})
small = df.astype({"x": "float32"})
other = df.copy()
wide = np.array([[1.0, 2.0], [3.0, 4.0]])
limits = [0, 2, 4]
mixed = [0, "a"]

# %% once
n = (df["x"] < 2).sum()
# %% the column changes
for v in limits:
    df.loc[0, "x"] = float((df["x"] < v).sum())
# %% text
n = [(df["k"] < v).sum() for v in "abc"]
# %% floats of another width
n = [(small["x"] < v).sum() for v in limits]
# %% limits that aren't known
n = [(df["n"] == v).sum() for v in mixed]
# %% two dimensions
n = [(wide < v).sum() for v in limits]
# %% the mask is kept
masks = []
for v in limits:
    mask = df["x"] < v
    masks.append((mask.sum(), mask))
# %% two columns
n = [((df["x"] > v) & (df["n"] < v)).sum() for v in limits]
# %% rows of another frame
n = [len(other[df["x"] > v]) for v in limits]
# %% either of two
n = [((df["n"] > v) | (df["n"] < 2)).sum() for v in limits]
# %% rows that are used otherwise
n = []
for v in limits:
    part = df[df["x"] > v]
    n.append((len(part), part["n"].sum()))
# %% a limit that is given two values
n = []
for v in limits:
    if v > 2:
        v = "b"
    n.append((df["k"] < str(v)).sum() + (df["n"] == v).sum())
