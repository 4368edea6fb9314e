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
total = df.groupby("shop")["price"].apply(lambda s: s.sum())
# %% by agg, numpy's function
best = df.groupby("shop").qty.agg(lambda s: np.max(s))
# %% for every row
df["mean"] = df.groupby("shop")["price"].transform(lambda s: s.mean())
# %% a share
df["share"] = df.groupby("shop")["price"].transform(lambda x: x / x.sum())
# %% arithmetic of reductions
spread = df.groupby("shop")["price"].apply(lambda s: (s.max() - s.min()) / s.count())
# %% a column of each group
revenue = df.groupby("shop").apply(lambda g: g["price"].sum())
# %% two columns of each group
ratio = df.groupby("shop").apply(lambda g: g["price"].sum() / g["qty"].sum())
# %% two keys, within an expression
top = df.groupby(["shop", "year"], sort=False)["qty"].apply(lambda s: s.mean()).head(2)
# %% filled with the mean
df["price"] = df.groupby("shop")["price"].transform(lambda s: s.fillna(s.mean()))
# %% a running sum
df["so_far"] = df.groupby("shop")["qty"].transform(lambda s: s.cumsum())
# %% how many
sizes = df.groupby("shop").apply(lambda g: len(g))
# %% a quantile
high = df.groupby("shop")["price"].agg(lambda x: x.quantile(0.9))
# %% a function that returns something
def spread(g):
    """From the least to the most."""
    return g["price"].max() - g["price"].min()


out = df.groupby("shop").apply(spread)
# %% several at once
out = df.groupby("shop").apply(
    lambda g: pd.Series({"total": g["qty"].sum(), "mean": g["price"].mean(), "n": len(g)})
)
# %% several whole numbers
out = df.groupby("shop").apply(lambda g: pd.Series({"total": g["qty"].sum(), "n": len(g)}))
# %% a weighted mean
out = df.groupby("shop").apply(lambda g: (g["price"] * g["qty"]).sum() / g["qty"].sum())
# %% how many pass a test
dear = df.groupby("shop")["price"].apply(lambda s: (s > 5).sum())
any_dear = df.groupby(["shop", "year"])["price"].agg(lambda s: (s > 20).any())
# %% a share of rows, by two columns
out = df.groupby("year").apply(lambda g: ((g["name"] == "Ann") | ~(g.qty > 2)).mean())
# %% from the group's own mean
out = df.groupby("shop")["price"].apply(lambda s: (s - s.mean()).abs().max())
# %% steps within the group
out = df.groupby("shop", sort=False)["qty"].apply(lambda s: (s.diff() ** 2).sum())
# %% several, of rows and of columns
out = df.groupby("shop").apply(
    lambda g: pd.Series({"paid": np.sum(g["price"] * g["qty"]), "holes": g["price"].isna().sum()})
)
# %% numpy's weighted mean
out = df.groupby(["shop", "year"]).apply(lambda g: np.average(g["price"], weights=g["qty"]))
# %% names inside the function
def summarise(g):
    """What a shop takes."""
    revenue = (g["qty"] * g["price"]).sum()
    units = g["qty"].sum()
    average = revenue / units
    return pd.Series({"revenue": revenue, "average": average})


out = df.groupby("shop").apply(summarise)
# %% a list with its labels
def spread(part):
    lowest = part["price"].min()
    return pd.Series([lowest, part["price"].max() - lowest], index=["low", "spread"])


out = df.groupby("shop").apply(spread)
# %% a dictionary that is filled
def stats(part):
    out = {}
    out["mean"] = part["price"].mean()
    out["spread"] = part["price"].max() - part["price"].min()
    out["share"] = out["spread"] / part["qty"].sum()
    return pd.Series(out)


out = df.groupby("shop").apply(stats)
# %% the commonest text
out = df.groupby("shop")["name"].agg(lambda s: s.value_counts().idxmax())
# %% the least of the commonest texts
out = df.groupby("shop")["name"].apply(lambda s: s.mode().iloc[0])
# %% a z-score
df["z"] = df.groupby("shop")["price"].transform(lambda x: (x - x.mean()) / x.std())
# %% ranks in each group
df["rank"] = df.groupby("shop")["price"].transform(lambda s: s.rank(ascending=False, pct=True))
# %% the first and the last
first = df.groupby("shop")["price"].agg(lambda s: s.iloc[0])
gain = df.groupby("shop").apply(lambda g: g["price"].iloc[-1] - g["price"].iloc[0])
df["index"] = df.groupby("shop")["price"].transform(lambda s: s / s.iloc[0])
# %% several of several kinds
out = df.groupby("shop").apply(
    lambda g: pd.Series({"n": len(g), "total": g["price"].sum(), "first": g["day"].min(), "name": g["name"].iloc[0]})
)
# %% times between days
span = df.groupby("shop").apply(lambda g: (g["day"].max() - g["day"].min()).days)
since = df.groupby("shop")["day"].agg(lambda s: (today - s.max()).days)
# %% rows without a name
out = df[df["qty"] > 2].groupby("shop")["price"].apply(lambda s: s.max() - s.min())
# %% windows of each group
df["smooth"] = df.groupby("shop")["price"].transform(lambda s: s.rolling(2, min_periods=1).mean())
df["before"] = df.groupby("shop")["qty"].transform(lambda s: s.shift(1).rolling(2).sum())
df["trend"] = df["price"] - df.groupby(["shop", "year"])["price"].transform(lambda s: s.ewm(span=3).mean())
# %% windows of each group, labelled by group
smooth = df.groupby("shop")["price"].apply(lambda s: s.rolling(2).max())
# %% changes within each group
df["change"] = df.groupby("shop")["price"].transform(lambda s: s.pct_change())
# %% ranks and quantiles of whole numbers
df["rank"] = df.groupby("shop")["qty"].transform(lambda s: s.rank(method="min", ascending=False))
df["most"] = df.groupby("shop")["price"].transform(lambda s: s.quantile(0.75))
# %% a grouped column with a name [function spread]
def spread(df):
    by_shop = df.groupby("shop")["price"]
    out = df.copy()
    out["spread"] = by_shop.transform(lambda s: s.max() - s.min())
    out["n"] = by_shop.transform(lambda s: len(s))
    return out
# %% a grouped frame with a name [function best]
def best(df):
    shops = df.groupby("shop")
    total = shops["qty"].apply(lambda s: s.sum())
    return shops["price"].transform(lambda s: s.max()), total
# %% a column that was made the same way, of ordered rows
df = df.sort_values(["shop", "day"])
df["last"] = df.groupby("shop")["price"].transform(lambda s: s.shift(1))
df["filled"] = df.groupby("shop")["last"].transform(lambda s: s.fillna(s.mean()))
# %% columns that are taken before
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


out = df.groupby("shop").apply(by_kind)
# %% whole numbers of some rows
out = df.groupby("shop").apply(
    lambda g: pd.Series({"late": g[g["day"].dt.month.isin([2, 3])].qty.sum(), "n": len(g)})
)
# %% some values of a column
low = df.groupby("shop")["price"].agg(lambda s: s[s < 9].sum())
lows = df.groupby("shop")["price"].apply(lambda s: len(s[s < 9]))
# %% rounded means
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
over = df.groupby("shop")["price"].apply(lambda s: max(0, s.sum() - 12.5))
# %% a share, where there is one
def rate(g):
    total = g["price"].sum()
    return g[g["qty"] > 3]["price"].sum() / total if total > 20 else 0


out = df.groupby("shop").apply(rate)
# %% a share of Python's own numbers
def part_of(g):
    dear = g[g["price"] > 5]
    return pd.Series({"part": len(g[g["qty"] > 3]) / len(dear) if len(dear) else np.nan})


out = df.groupby("shop").apply(part_of)
# %% lengths that may be 0
out = df.groupby("shop").apply(lambda g: len(g[g["qty"] > 3]) / len(g[g["price"] > 1]))
# %% a key that is known when it runs
df["week"] = df["day"].dt.isocalendar().week
out = df.groupby("week").apply(lambda g: pd.Series({"total": g["price"].sum(), "n": len(g)}))
