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
CALLS = [(df,), (df.iloc[:3],)]
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
# %% ranks and quantiles of whole numbers
if len(df) and df["shop"].notna().all():
    df["rank"] = df.groupby("shop")["qty"].rank(method="min", ascending=False)
else:
    df["rank"] = df.groupby("shop")["qty"].transform(lambda s: s.rank(method="min", ascending=False))
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    df["most"] = df.groupby("shop")["price"].transform("quantile", 0.75)
else:
    df["most"] = df.groupby("shop")["price"].transform(lambda s: s.quantile(0.75))
# %% a grouped column with a name [function spread]
def spread(df):
    by_shop = df.groupby("shop")["price"]
    out = df.copy()
    if len(df) and df["shop"].notna().any():
        out["spread"] = by_shop.transform("max") - by_shop.transform("min")
    else:
        out["spread"] = by_shop.transform(lambda s: s.max() - s.min())
    if len(df) and df["shop"].notna().any():
        out["n"] = by_shop.transform("size")
    else:
        out["n"] = by_shop.transform(lambda s: len(s))
    return out
# %% a grouped frame with a name [function best]
def best(df):
    shops = df.groupby("shop")
    if len(df) and df["shop"].notna().any():
        total = shops["qty"].sum()
    else:
        total = shops["qty"].apply(lambda s: s.sum())
    return (shops["price"].transform("max") if len(df) and df["shop"].notna().any() else shops["price"].transform(lambda s: s.max())), total
# %% a column that was made the same way, of ordered rows
df = df.sort_values(["shop", "day"])
if len(df) and df["shop"].notna().all():
    df["last"] = df.groupby("shop")["price"].shift(1)
else:
    df["last"] = df.groupby("shop")["price"].transform(lambda s: s.shift(1))
if len(df) and df["shop"].notna().all() and not (df["last"].abs() > 1e100).any():
    df["filled"] = df["last"].fillna(df.groupby("shop")["last"].transform("mean"))
else:
    df["filled"] = df.groupby("shop")["last"].transform(lambda s: s.fillna(s.mean()))
# %% columns that are taken before
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    out = (df.groupby("shop")["price"].sum() / df.groupby("shop")["qty"].sum()).rename(None)
else:
    out = df.groupby("shop")[["price", "qty"]].apply(lambda g: g["price"].sum() / g["qty"].sum())
# %% sums and counts of some rows
def by_kind(g):
    ann = g[g["name"] == "Ann"]
    late = g.loc[g["day"].dt.month >= 2, "price"]
    return pd.Series(
        {
            "n": len(g),
            "anns": len(ann),
            "ann_qty": ann["qty"].sum(),
            "late": late.sum(),
            "dear": g["qty"][g["price"] > 5].mean(),
            "share": len(ann) / len(g),
        }
    )


if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    out = pd.DataFrame({"n": df.groupby("shop").size(), "anns": (df["name"] == "Ann").groupby(df["shop"]).sum(), "ann_qty": df["qty"].where(df["name"] == "Ann", 0).groupby(df["shop"]).sum(), "late": df["price"].where(df["day"].dt.month >= 2).groupby(df["shop"]).sum(), "dear": df["qty"].where(df["price"] > 5).groupby(df["shop"]).mean(), "share": (df["name"] == "Ann").groupby(df["shop"]).sum() / df.groupby("shop").size()}).astype(float)
else:
    out = df.groupby("shop").apply(by_kind)
# %% whole numbers of some rows
if len(df) and df["shop"].notna().any():
    out = pd.DataFrame({"late": df["qty"].where(df["day"].dt.month.isin([2, 3]), 0).groupby(df["shop"]).sum(), "n": df.groupby("shop").size()})
else:
    out = df.groupby("shop").apply(
        lambda g: pd.Series({"late": g[g["day"].dt.month.isin([2, 3])].qty.sum(), "n": len(g)})
    )
# %% some values of a column
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    low = df["price"].where(df["price"] < 9).groupby(df["shop"]).sum()
else:
    low = df.groupby("shop")["price"].agg(lambda s: s[s < 9].sum())
if len(df) and df["shop"].notna().any():
    lows = (df["price"] < 9).groupby(df["shop"]).sum()
else:
    lows = df.groupby("shop")["price"].apply(lambda s: len(s[s < 9]))
# %% rounded means
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any() and df["price"].notna().all():
    out = pd.DataFrame({"mean": df.groupby("shop")["price"].agg(lambda values: values.mean()).round(1), "ann": df["price"].where(df["name"] == "Ann").groupby(df["shop"]).agg(lambda values: values.dropna().sum()).round(1), "top": df.groupby("shop")["price"].max()})
else:
    out = df.groupby("shop").apply(
        lambda g: pd.Series(
            {
                "mean": round(g["price"].mean(), 1),
                "ann": g[g["name"] == "Ann"]["price"].sum().round(1),
                "top": g["price"].max(),
            }
        )
    )
# %% the larger of two
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any() and ((df.groupby("shop")["price"].sum() - 12.5) > 0).any() and not (9 > df.groupby("shop")["price"].max()).all() and (df.groupby("shop")["price"].median() < 30).any() and not (df.groupby("shop")["qty"].max() < df.groupby("shop")["price"].min()).all():
    out = pd.DataFrame({"over": (df.groupby("shop")["price"].sum() - 12.5).clip(lower=0), "most": df.groupby("shop")["price"].max().clip(lower=9), "least": df.groupby("shop")["price"].median().where(df.groupby("shop")["price"].median() < 30, 30), "least_of_both": df.groupby("shop")["qty"].max().where(df.groupby("shop")["qty"].max() < df.groupby("shop")["price"].min(), df.groupby("shop")["price"].min())}).astype(float)
else:
    out = df.groupby("shop").apply(
        lambda g: pd.Series(
            {
                "over": max(0, g["price"].sum() - 12.5),
                "most": max(g["price"].max(), 9),
                "least": min(30, g["price"].median()),
                "least_of_both": min(g["price"].min(), g["qty"].max()),
            }
        )
    )
# %% the larger of two, alone
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any() and ((df.groupby("shop")["price"].sum() - 12.5) > 0).any():
    over = (df.groupby("shop")["price"].sum() - 12.5).clip(lower=0)
else:
    over = df.groupby("shop")["price"].apply(lambda s: max(0, s.sum() - 12.5))
# %% a share, where there is one
def rate(g):
    total = g["price"].sum()
    return g[g["qty"] > 3]["price"].sum() / total if total > 20 else 0


if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any() and (df.groupby("shop")["price"].agg(lambda values: values.sum()) > 20).any():
    out = ((df["price"].where(df["qty"] > 3).groupby(df["shop"]).sum() / df.groupby("shop")["price"].sum()).where(df.groupby("shop")["price"].agg(lambda values: values.sum()) > 20, 0)).rename(None)
else:
    out = df.groupby("shop").apply(rate)
# %% a share of Python's own numbers
def part_of(g):
    dear = g[g["price"] > 5]
    return pd.Series({"part": len(g[g["qty"] > 3]) / len(dear) if len(dear) else np.nan})


if len(df) and df["shop"].notna().any():
    out = pd.DataFrame({"part": ((df["qty"] > 3).groupby(df["shop"]).sum() / (df["price"] > 5).groupby(df["shop"]).sum()).where((df["price"] > 5).groupby(df["shop"]).sum() != 0)})
else:
    out = df.groupby("shop").apply(part_of)
# %% lengths that may be 0
if len(df) and df["shop"].notna().any() and ((df["price"] > 1).groupby(df["shop"]).sum() != 0).all():
    out = ((df["qty"] > 3).groupby(df["shop"]).sum() / (df["price"] > 1).groupby(df["shop"]).sum()).rename(None)
else:
    out = df.groupby("shop").apply(lambda g: len(g[g["qty"] > 3]) / len(g[g["price"] > 1]))
# %% a key that is known when it runs
df["week"] = df["day"].dt.isocalendar().week
if len(df) and df["week"].notna().any() and df["week"].dtype.kind in "iuf" and not (df["price"].abs() > 1e100).any():
    out = pd.DataFrame({"total": df.groupby("week")["price"].sum(), "n": df.groupby("week").size()}).astype(float)
else:
    out = df.groupby("week").apply(lambda g: pd.Series({"total": g["price"].sum(), "n": len(g)}))
