import pandas as pd

df = pd.DataFrame(
    {"email": ["ann@x.org", "bob@y.com"], "size": [1.5, 2.0], "kind": pd.Categorical(["a", "b"])}
)


def outside(x):
    return pd.Series([x, x])


# %% no Series
out = df["size"].apply(lambda x: x * 2)
# %% parts that aren't written out
out = df["email"].apply(lambda e: pd.Series(list(e)))
# %% several lengths
def some(x):
    if x > 1.7:
        return pd.Series([x])
    return pd.Series([x, x])


out = df["size"].apply(some)
# %% a function that isn't here
out = df["size"].apply(outside)
# %% further options
out = df["size"].apply(lambda x: pd.Series([x, x], dtype="float32"))
# %% a categorical column
out = df["kind"].apply(lambda x: pd.Series([x, x]))
# %% map, which makes no frame
out = df["size"].map(lambda x: pd.Series([x, x]))
# %% what may return nothing
def none(x):
    if x > 1.7:
        return pd.Series([x])


out = df["size"].apply(none)
