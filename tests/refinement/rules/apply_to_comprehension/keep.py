import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "text": ["one two", "three", "four five six", "", "Seven"],
        "qty": [1, 2, 3, 4, 5],
        "when": pd.to_datetime(["2024-01-01", "2024-02-03", "2024-02-04", "2024-03-01", "2024-05-05"]),
    }
)
# %% lists
df["words"] = df["text"].apply(lambda t: t.split())
# %% tuples
df["pair"] = df["text"].apply(lambda t: (t, len(t)))
# %% a Series for each element
parts = df["text"].apply(lambda t: pd.Series([t[:1], t[1:]]))
# %% moments
df["name"] = df["when"].apply(lambda w: f"{w:%b}")
# %% more arguments
df["more"] = df["text"].apply(lambda t, n: t * n, args=(2,))
# %% an option
df["low"] = df["text"].map(lambda t: t.lower(), na_action="ignore")
# %% a dictionary
df["known"] = df["text"].map({"three": 3})
# %% a library's function
df["sized"] = df["text"].apply(len)
# %% nothing of the element
df["one"] = df["qty"].apply(lambda q: 1)
# %% rows
df["sum"] = df[["qty", "qty"]].apply(lambda row: row.sum(), axis=1)
# %% an unknown column
lengths = [df][0]["text"].apply(lambda t: len(t.split()))
