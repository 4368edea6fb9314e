import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "name": ["ann von berg", "bob li", "cid ray"],
        "mail": ["a@X.org", None, "c@y.DE"],
        "qty": [1, 2, 3],
        "price": [0.5, 2.0, 9.0],
        "day": pd.date_range("2024-01-30", periods=3),
    }
)
num = df[["price"]].assign(rate=[0.5, 1.5, 2.5])
rates = {"ann von berg": 2, "bob li": 3}
# %% text
if len(df):
    df["first"] = [name.split(" ")[0].title() for name in df["name"].tolist()]
else:
    df["first"] = df.apply(lambda r: r["name"].split(" ")[0].title(), axis=1)
# %% several columns, a condition
if len(df):
    df["domain"] = [mail.split("@")[-1].lower() if isinstance(mail, str) else "" for mail in df["mail"].tolist()]
else:
    df["domain"] = df.apply(lambda r: r["mail"].split("@")[-1].lower() if isinstance(r["mail"], str) else "", axis=1)
# %% a series of its own
if len(df):
    labels = pd.Series([f'{name}/{qty:03d}' for name, qty in zip(df['name'].tolist(), df['qty'].tolist())], index=df.index)
else:
    labels = df.apply(lambda row: f"{row['name']}/{row.qty:03d}", axis=1)
# %% a dictionary
rate = (pd.Series([rates.get(name, 1) * qty for qty, name in zip(df["qty"].tolist(), df["name"].tolist())], index=df.index) if len(df) else df.apply(lambda row: rates.get(row["name"], 1) * row["qty"], axis=1)).sum()
# %% a function
def band(row, least=1):
    if row["qty"] < least:
        return "none"
    elif row["price"] > 5 and row["day"].month == 2:
        return "dear"
    return f"{row['name']}: {row['qty']}"


if len(df):
    df["band"] = [band({"qty": qty, "price": price, "day": day, "name": name}) for qty, price, day, name in zip(df["qty"].tolist(), df["price"].tolist(), df["day"].tolist(), df["name"].tolist())]
else:
    df["band"] = df.apply(band, axis=1)
# %% a function with further arguments
def band(row, least=1):
    if row["qty"] < least:
        return "none"
    elif row["price"] > 5 and row["day"].month == 2:
        return "dear"
    return f"{row['name']}: {row['qty']}"


if len(df):
    df["band"] = [band({"qty": qty, "price": price, "day": day, "name": name}, 2) for qty, price, day, name in zip(df["qty"].tolist(), df["price"].tolist(), df["day"].tolist(), df["name"].tolist())]
else:
    df["band"] = df.apply(band, axis=1, args=(2,))
other = df.apply(band, axis=1, least=3)
# %% a function that hands the row on
def band(row, least=1):
    if row["qty"] < least:
        return "none"
    elif row["price"] > 5 and row["day"].month == 2:
        return "dear"
    return f"{row['name']}: {row['qty']}"


def deep(row):
    return band(row) + str(row.get("qty", 0))


df_labels = list(df.columns)
if len(df):
    out = pd.Series([deep(row) for row in (dict(zip(df_labels, values)) for values in df.to_numpy())], index=df.index)
else:
    out = df.apply(deep, axis=1)
# %% a function of attributes
def weight(row):
    return row.qty * row.price


if len(df):
    df["weight"] = [weight(row) for row in df.itertuples(index=False)]
else:
    df["weight"] = df.apply(weight, axis=1)
# %% a lambda that hands the row on
def band(row, least=1):
    if row["qty"] < least:
        return "none"
    elif row["price"] > 5 and row["day"].month == 2:
        return "dear"
    return f"{row['name']}: {row['qty']}"


df_labels = list(df.columns)
if len(df):
    df["band"] = [band(row, least=row["qty"]) for row in (dict(zip(df_labels, values)) for values in df.to_numpy())]
else:
    df["band"] = df.apply(lambda row: band(row, least=row["qty"]), axis=1)
# %% rows of floats
if len(num):
    out = pd.Series([max(price, rate) for price, rate in zip(num["price"].to_numpy(), num["rate"].to_numpy())], index=num.index)
else:
    out = num.apply(lambda r: max(r["price"], r["rate"]), axis=1)
# %% a frame that the cell makes
made = pd.DataFrame({"a": ["x", "y"], "b": [1, 2]})
if len(made):
    made["c"] = [a * b for a, b in zip(made["a"].tolist(), made["b"].tolist())]
else:
    made["c"] = made.apply(lambda r: r["a"] * r["b"], axis=1)
# %% pairs
if len(df):
    pairs = pd.Series([(name, qty) for name, qty in zip(df["name"].tolist(), df["qty"].tolist())], index=df.index)
else:
    pairs = df.apply(lambda r: (r["name"], r["qty"]), axis=1)
# %% a day
if len(df):
    df["month"] = [day.strftime("%Y-%m") for day in df["day"].tolist()]
else:
    df["month"] = df.apply(lambda r: r["day"].strftime("%Y-%m"), axis=1)
# %% a column that may not be there
df_labels = list(df.columns)
if len(df):
    out = pd.Series([r["colour"] if "colour" in r else "" for r in (dict(zip(df_labels, values)) for values in df.to_numpy())], index=df.index)
else:
    out = df.apply(lambda r: r["colour"] if "colour" in r else "", axis=1)
# %% a function of attributes and labels
def dear(row):
    return "dear" if row["price"] > 5 and row["qty"] > 1 else row["name"]


df_labels = list(df.columns)
if len(df):
    kinds = pd.Series([dear(row) for row in (dict(zip(df_labels, values)) for values in df.to_numpy())], index=df.index)
else:
    kinds = df.apply(dear, axis=1)
