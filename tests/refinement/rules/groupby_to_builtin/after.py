import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay"],
        "day": pd.to_datetime(["2024-01-05", "2024-03-01", "2023-12-31", "2024-02-29"] * 2),
    }
)
today = pd.Timestamp("2024-06-01")
# %% a reduction
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    total = df.groupby("shop")["price"].sum()
else:
    total = df.groupby("shop")["price"].apply(lambda s: s.sum())
# %% by agg, numpy's function
if len(df) and df["shop"].notna().any():
    best = df.groupby("shop")["qty"].max()
else:
    best = df.groupby("shop").qty.agg(lambda s: np.max(s))
# %% for every row
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    df["mean"] = df.groupby("shop")["price"].transform("mean")
else:
    df["mean"] = df.groupby("shop")["price"].transform(lambda s: s.mean())
# %% a share
if len(df) and df["shop"].notna().all() and not (df["price"].abs() > 1e100).any():
    df["share"] = df["price"] / df.groupby("shop")["price"].transform("sum")
else:
    df["share"] = df.groupby("shop")["price"].transform(lambda x: x / x.sum())
# %% arithmetic of reductions
if len(df) and df["shop"].notna().any():
    spread = (df.groupby("shop")["price"].max() - df.groupby("shop")["price"].min()) / df.groupby("shop")["price"].count()
else:
    spread = df.groupby("shop")["price"].apply(lambda s: (s.max() - s.min()) / s.count())
# %% a column of each group
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    revenue = df.groupby("shop")["price"].sum().rename(None)
else:
    revenue = df.groupby("shop").apply(lambda g: g["price"].sum())
# %% two columns of each group
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    ratio = (df.groupby("shop")["price"].sum() / df.groupby("shop")["qty"].sum()).rename(None)
else:
    ratio = df.groupby("shop").apply(lambda g: g["price"].sum() / g["qty"].sum())
# %% two keys, within an expression
top = (df.groupby(["shop", "year"], sort=False)["qty"].mean() if len(df) and df[["shop", "year"]].notna().all(axis=1).any() else df.groupby(["shop", "year"], sort=False)["qty"].apply(lambda s: s.mean())).head(2)
# %% filled with the mean
if len(df) and df["shop"].notna().all() and not (df["price"].abs() > 1e100).any():
    df["price"] = df["price"].fillna(df.groupby("shop")["price"].transform("mean"))
else:
    df["price"] = df.groupby("shop")["price"].transform(lambda s: s.fillna(s.mean()))
# %% a running sum
if len(df) and df["shop"].notna().all():
    df["so_far"] = df.groupby("shop")["qty"].cumsum()
else:
    df["so_far"] = df.groupby("shop")["qty"].transform(lambda s: s.cumsum())
# %% how many
if len(df) and df["shop"].notna().any():
    sizes = df.groupby("shop").size().rename(None)
else:
    sizes = df.groupby("shop").apply(lambda g: len(g))
# %% a quantile
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    high = df.groupby("shop")["price"].quantile(0.9)
else:
    high = df.groupby("shop")["price"].agg(lambda x: x.quantile(0.9))
# %% a function that returns something
def spread(g):
    """From the least to the most."""
    return g["price"].max() - g["price"].min()


if len(df) and df["shop"].notna().any():
    out = (df.groupby("shop")["price"].max() - df.groupby("shop")["price"].min()).rename(None)
else:
    out = df.groupby("shop").apply(spread)
# %% several at once
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    out = pd.DataFrame({"total": df.groupby("shop")["qty"].sum(), "mean": df.groupby("shop")["price"].mean(), "n": df.groupby("shop").size()}).astype(float)
else:
    out = df.groupby("shop").apply(
        lambda g: pd.Series({"total": g["qty"].sum(), "mean": g["price"].mean(), "n": len(g)})
    )
# %% several whole numbers
if len(df) and df["shop"].notna().any():
    out = pd.DataFrame({"total": df.groupby("shop")["qty"].sum(), "n": df.groupby("shop").size()})
else:
    out = df.groupby("shop").apply(lambda g: pd.Series({"total": g["qty"].sum(), "n": len(g)}))
# %% a weighted mean
if len(df) and df["shop"].notna().any() and not ((df["price"] * df["qty"]).abs() > 1e100).any():
    out = ((df["price"] * df["qty"]).groupby(df["shop"]).sum() / df.groupby("shop")["qty"].sum()).rename(None)
else:
    out = df.groupby("shop").apply(lambda g: (g["price"] * g["qty"]).sum() / g["qty"].sum())
# %% how many pass a test
if len(df) and df["shop"].notna().any():
    dear = (df["price"] > 5).groupby(df["shop"]).sum()
else:
    dear = df.groupby("shop")["price"].apply(lambda s: (s > 5).sum())
if len(df) and df[["shop", "year"]].notna().all(axis=1).any():
    any_dear = (df["price"] > 20).groupby([df["shop"], df["year"]]).any()
else:
    any_dear = df.groupby(["shop", "year"])["price"].agg(lambda s: (s > 20).any())
# %% a share of rows, by two columns
if len(df) and df["year"].notna().any():
    out = (((df["name"] == "Ann") | (~(df["qty"] > 2))).groupby(df["year"]).mean()).rename(None)
else:
    out = df.groupby("year").apply(lambda g: ((g["name"] == "Ann") | ~(g.qty > 2)).mean())
# %% from the group's own mean
if len(df) and df["shop"].notna().all():
    out = ((df["price"] - df.groupby("shop")["price"].transform("mean")).abs()).groupby(df["shop"]).max()
else:
    out = df.groupby("shop")["price"].apply(lambda s: (s - s.mean()).abs().max())
# %% steps within the group
if len(df) and df["shop"].notna().all() and df["qty"].between(-(2**53), 2**53).all() and not ((df.groupby("shop", sort=False)["qty"].diff() ** 2).abs() > 1e100).any():
    out = (df.groupby("shop", sort=False)["qty"].diff() ** 2).groupby(df["shop"], sort=False).sum()
else:
    out = df.groupby("shop", sort=False)["qty"].apply(lambda s: (s.diff() ** 2).sum())
# %% several, of rows and of columns
if len(df) and df["shop"].notna().any() and not ((df["price"] * df["qty"]).abs() > 1e100).any():
    out = pd.DataFrame({"paid": (df["price"] * df["qty"]).groupby(df["shop"]).sum(), "holes": (df["price"].isna()).groupby(df["shop"]).sum()}).astype(float)
else:
    out = df.groupby("shop").apply(
        lambda g: pd.Series({"paid": np.sum(g["price"] * g["qty"]), "holes": g["price"].isna().sum()})
    )
# %% numpy's weighted mean
if len(df) and df[["shop", "year"]].notna().all(axis=1).any() and (df["price"] * df["qty"].astype(float)).notna().all() and not ((df["price"] * df["qty"].astype(float)).abs() > 1e100).any() and not ((df["qty"].astype(float)).abs() > 1e100).any() and ((df["qty"].astype(float)).groupby([df["shop"], df["year"]]).sum() > 1e-100).all():
    out = (((df["price"] * df["qty"].astype(float)).groupby([df["shop"], df["year"]]).sum() / (df["qty"].astype(float)).groupby([df["shop"], df["year"]]).sum())).rename(None)
else:
    out = df.groupby(["shop", "year"]).apply(lambda g: np.average(g["price"], weights=g["qty"]))
# %% names inside the function
def summarise(g):
    """What a shop takes."""
    revenue = (g["qty"] * g["price"]).sum()
    units = g["qty"].sum()
    average = revenue / units
    return pd.Series({"revenue": revenue, "average": average})


if len(df) and df["shop"].notna().any() and not ((df["qty"] * df["price"]).abs() > 1e100).any():
    out = pd.DataFrame({"revenue": (df["qty"] * df["price"]).groupby(df["shop"]).sum(), "average": (df["qty"] * df["price"]).groupby(df["shop"]).sum() / df.groupby("shop")["qty"].sum()})
else:
    out = df.groupby("shop").apply(summarise)
# %% a list with its labels
def spread(part):
    lowest = part["price"].min()
    return pd.Series([lowest, part["price"].max() - lowest], index=["low", "spread"])


if len(df) and df["shop"].notna().any():
    out = pd.DataFrame({"low": df.groupby("shop")["price"].min(), "spread": df.groupby("shop")["price"].max() - df.groupby("shop")["price"].min()})
else:
    out = df.groupby("shop").apply(spread)
# %% a dictionary that is filled
def stats(part):
    out = {}
    out["mean"] = part["price"].mean()
    out["spread"] = part["price"].max() - part["price"].min()
    out["share"] = out["spread"] / part["qty"].sum()
    return pd.Series(out)


if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    out = pd.DataFrame({"mean": df.groupby("shop")["price"].mean(), "spread": df.groupby("shop")["price"].max() - df.groupby("shop")["price"].min(), "share": (df.groupby("shop")["price"].max() - df.groupby("shop")["price"].min()) / df.groupby("shop")["qty"].sum()})
else:
    out = df.groupby("shop").apply(stats)
# %% the commonest text
if len(df) and df["shop"].notna().any() and df.groupby("shop")["name"].count().all() and df["name"].dtype == "str":
    out = df.groupby(["shop", "name"], sort=False).size().sort_values(ascending=False, kind="stable").reset_index("name").groupby("shop")["name"].first()
else:
    out = df.groupby("shop")["name"].agg(lambda s: s.value_counts().idxmax())
# %% the least of the commonest texts
if len(df) and df["shop"].notna().any() and df.groupby("shop")["name"].count().all() and df["name"].dtype == "str":
    out = df.groupby(["shop", "name"]).size().sort_values(ascending=False, kind="stable").reset_index("name").groupby("shop")["name"].first()
else:
    out = df.groupby("shop")["name"].apply(lambda s: s.mode().iloc[0])
# %% a z-score
if len(df) and df["shop"].notna().all() and not (df["price"].abs() > 1e100).any() and not (df.groupby("shop")["price"].std() <= 1e-06 * df.groupby("shop")["price"].mean().abs()).any():
    df["z"] = (df["price"] - df.groupby("shop")["price"].transform("mean")) / df.groupby("shop")["price"].transform("std")
else:
    df["z"] = df.groupby("shop")["price"].transform(lambda x: (x - x.mean()) / x.std())
# %% ranks in each group
if len(df) and df["shop"].notna().all():
    df["rank"] = df.groupby("shop")["price"].rank(ascending=False, pct=True)
else:
    df["rank"] = df.groupby("shop")["price"].transform(lambda s: s.rank(ascending=False, pct=True))
# %% the first and the last
if len(df) and df["shop"].notna().any():
    first = df.groupby("shop")["price"].first(skipna=False)
else:
    first = df.groupby("shop")["price"].agg(lambda s: s.iloc[0])
if len(df) and df["shop"].notna().any():
    gain = (df.groupby("shop")["price"].last(skipna=False) - df.groupby("shop")["price"].first(skipna=False)).rename(None)
else:
    gain = df.groupby("shop").apply(lambda g: g["price"].iloc[-1] - g["price"].iloc[0])
if len(df) and df["shop"].notna().all():
    df["index"] = df["price"] / df.groupby("shop")["price"].transform("first", skipna=False)
else:
    df["index"] = df.groupby("shop")["price"].transform(lambda s: s / s.iloc[0])
# %% several of several kinds
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any() and df["day"].notna().all() and df["name"].notna().all():
    out = pd.DataFrame({"n": df.groupby("shop").size(), "total": df.groupby("shop")["price"].sum(), "first": df.groupby("shop")["day"].min(), "name": df.groupby("shop")["name"].first(skipna=False)})
else:
    out = df.groupby("shop").apply(
        lambda g: pd.Series({"n": len(g), "total": g["price"].sum(), "first": g["day"].min(), "name": g["name"].iloc[0]})
    )
# %% times between days
if len(df) and df["shop"].notna().any() and df["day"].notna().all():
    span = (df.groupby("shop")["day"].max() - df.groupby("shop")["day"].min()).dt.days.rename(None)
else:
    span = df.groupby("shop").apply(lambda g: (g["day"].max() - g["day"].min()).days)
if len(df) and df["shop"].notna().any() and df["day"].notna().all():
    since = (today - df.groupby("shop")["day"].max()).dt.days
else:
    since = df.groupby("shop")["day"].agg(lambda s: (today - s.max()).days)
# %% rows without a name
rows = df[df["qty"] > 2]
if len(rows) and rows["shop"].notna().any():
    out = rows.groupby("shop")["price"].max() - rows.groupby("shop")["price"].min()
else:
    out = df[df["qty"] > 2].groupby("shop")["price"].apply(lambda s: s.max() - s.min())
# %% windows of each group
if len(df) and df["shop"].notna().all() and df.index.is_unique:
    df["smooth"] = df.groupby("shop")["price"].rolling(2, min_periods=1).mean().droplevel(0)
else:
    df["smooth"] = df.groupby("shop")["price"].transform(lambda s: s.rolling(2, min_periods=1).mean())
if len(df) and df["shop"].notna().all() and df.index.is_unique:
    df["before"] = df.groupby("shop")["qty"].shift(1).groupby(df["shop"]).rolling(2).sum().droplevel(0)
else:
    df["before"] = df.groupby("shop")["qty"].transform(lambda s: s.shift(1).rolling(2).sum())
df["trend"] = df["price"] - (df.groupby(["shop", "year"])["price"].ewm(span=3).mean().droplevel([0, 1]).reindex(df.index) if len(df) and df[["shop", "year"]].notna().all(axis=1).all() and df.index.is_unique else df.groupby(["shop", "year"])["price"].transform(lambda s: s.ewm(span=3).mean()))
# %% windows of each group, labelled by group
if len(df) and df["shop"].notna().any():
    smooth = df.groupby("shop")["price"].rolling(2).max()
else:
    smooth = df.groupby("shop")["price"].apply(lambda s: s.rolling(2).max())
# %% changes within each group
if len(df) and df["shop"].notna().all():
    df["change"] = df.groupby("shop")["price"].pct_change()
else:
    df["change"] = df.groupby("shop")["price"].transform(lambda s: s.pct_change())
