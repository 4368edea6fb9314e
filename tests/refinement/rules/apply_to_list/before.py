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
df["first"] = df.apply(lambda r: r["name"].split(" ")[0].title(), axis=1)
# %% several columns, a condition
df["domain"] = df.apply(lambda r: r["mail"].split("@")[-1].lower() if isinstance(r["mail"], str) else "", axis=1)
# %% a series of its own
labels = df.apply(lambda row: f"{row['name']}/{row.qty:03d}", axis=1)
# %% a dictionary
rate = df.apply(lambda row: rates.get(row["name"], 1) * row["qty"], axis=1).sum()
# %% a function
def band(row, least=1):
    if row["qty"] < least:
        return "none"
    elif row["price"] > 5 and row["day"].month == 2:
        return "dear"
    return f"{row['name']}: {row['qty']}"


df["band"] = df.apply(band, axis=1)
# %% a function with further arguments
def band(row, least=1):
    if row["qty"] < least:
        return "none"
    elif row["price"] > 5 and row["day"].month == 2:
        return "dear"
    return f"{row['name']}: {row['qty']}"


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


out = df.apply(deep, axis=1)
# %% a function of attributes
def weight(row):
    return row.qty * row.price


df["weight"] = df.apply(weight, axis=1)
# %% a lambda that hands the row on
def band(row, least=1):
    if row["qty"] < least:
        return "none"
    elif row["price"] > 5 and row["day"].month == 2:
        return "dear"
    return f"{row['name']}: {row['qty']}"


df["band"] = df.apply(lambda row: band(row, least=row["qty"]), axis=1)
# %% rows of floats
out = num.apply(lambda r: max(r["price"], r["rate"]), axis=1)
# %% a frame that the cell makes
made = pd.DataFrame({"a": ["x", "y"], "b": [1, 2]})
made["c"] = made.apply(lambda r: r["a"] * r["b"], axis=1)
# %% pairs
pairs = df.apply(lambda r: (r["name"], r["qty"]), axis=1)
# %% a day
df["month"] = df.apply(lambda r: r["day"].strftime("%Y-%m"), axis=1)
# %% a column that may not be there
out = df.apply(lambda r: r["colour"] if "colour" in r else "", axis=1)
# %% a function of attributes and labels
def dear(row):
    return "dear" if row.price > 5 and row["qty"] > 1 else row["name"]


kinds = df.apply(dear, axis=1)
