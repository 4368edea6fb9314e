import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "c"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021, 2020, 2020],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay", "gus", "hal"],
    }
)
# %% values against the group's
parts = []
if (
    len(df)
    and df["shop"].notna().all()
    and not (df.groupby("shop")["price"].std() <= 1e-06 * df.groupby("shop")["price"].mean().abs()).any()
    and not (df["price"].abs() > 1e100).any()
):
    df_new = df.copy()
    df_new["z"] = (df_new["price"] - df_new.groupby("shop")["price"].transform("mean")) / df_new.groupby("shop")["price"].transform("std")
    df_new["rank"] = df_new.groupby("shop")["price"].rank(ascending=False)
    parts.extend(part for _, part in df_new.groupby("shop"))
else:
    for value, part in df.groupby("shop"):
        part = part.copy()
        part["z"] = (part["price"] - part["price"].mean()) / part["price"].std()
        part["rank"] = part["price"].rank(ascending=False)
        parts.append(part)
result = pd.concat(parts)
# %% a name for a number of the group, a column that is made of a new one
parts = []
if len(df) and df["year"].notna().all():
    df_new = df.copy()
    df_new["share"] = df_new["qty"] / df_new.groupby("year")["qty"].transform("sum")
    df_new["so far"] = df_new.groupby("year")["qty"].cumsum()
    df_new["more"] = df_new["so far"] > 5
    parts.extend(sub for _, sub in df_new.groupby("year"))
else:
    for value, sub in df.groupby("year"):
        x = sub["qty"].sum()
        sub["share"] = sub["qty"] / x
        sub["so far"] = sub["qty"].cumsum()
        sub["more"] = sub["so far"] > 5
        parts.append(sub)
# %% several keys
parts = []
if len(df) and df[["shop", "year"]].notna().all(axis=1).all():
    df_new = df.copy()
    df_new["before"] = df_new.groupby(["shop", "year"])["price"].shift()
    df_new["change"] = df_new.groupby(["shop", "year"])["price"].diff()
    parts.extend(part for _, part in df_new.groupby(["shop", "year"]))
else:
    for value, part in df.groupby(["shop", "year"]):
        part["before"] = part["price"].shift()
        part["change"] = part["price"].diff()
        parts.append(part)
