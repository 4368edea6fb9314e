import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "name": ["ann berg", "bob li", "cid ray"],
        "qty": [1, 2, 3],
        "price": [0.5, 2.0, 9.0],
    },
    index=[4, 4, 7],
)
num = pd.DataFrame({"low": [0.5, 1.5, 2.5], "high": [3, 4, 5]})
# %% tuples of a lambda
if len(num):
    num_rows = [(low + 1, high - low) for low, high in zip(num["low"].to_numpy(), num["high"].to_numpy(float))]
    num_parts = pd.DataFrame(num_rows, index=num.index)
    num_kinds = set(map(str, num_parts.dtypes))
    if len(set(tuple(map(type, row)) for row in num_rows)) > 1 or not (
        num_kinds <= {"int64", "float64", "bool", "str"}
        and not ("str" in num_kinds and num_parts.isna().any(axis=None))
    ):
        num_parts = pd.DataFrame(dict(enumerate(num_rows)))
        num_parts = num_parts.T.set_axis(num.index).infer_objects()
    elif num_kinds == {"int64", "float64"}:
        num_parts = num_parts.astype(float)
else:
    num_parts = num.apply(lambda r: (r["low"] + 1, r.high - r.low), axis=1, result_type="expand")
num[["mid", "gap"]] = num_parts
# %% a Series of a lambda, as part of an expression
if len(df):
    df_rows = [(name.split()[0], qty * 2) for name, qty in zip(df["name"].tolist(), df["qty"].tolist())]
    df_parts = pd.DataFrame(df_rows, index=df.index, columns=["first", "twice"])
    df_kinds = set(map(str, df_parts.dtypes))
    if len(set(tuple(map(type, row)) for row in df_rows)) > 1 or not (
        df_kinds <= {"int64", "float64", "bool", "str"}
        and not ("str" in df_kinds and df_parts.isna().any(axis=None))
    ):
        df_parts = pd.DataFrame(dict(enumerate(df_rows)), index=["first", "twice"])
        df_parts = df_parts.T.set_axis(df.index).infer_objects()
    elif df_kinds == {"int64", "float64"}:
        df_parts = df_parts.astype(float)
else:
    df_parts = df.apply(lambda row: pd.Series({"first": row["name"].split()[0], "twice": row.qty * 2}), axis=1)
both = pd.concat([df, df_parts], axis=1)
# %% a function that gives a Series
def parts_parts(row):
    first, last = row["name"].split(" ")
    if row["qty"] > 2:
        return (first, last, None)
    return (first, last, row["qty"] * row["price"])

def parts(row):
    return pd.Series(parts_parts(row), index=["first", "last", "cost"])


if len(df):
    df_rows = [parts_parts({"name": name, "qty": qty, "price": price}) for name, qty, price in zip(df["name"].tolist(), df["qty"].tolist(), df["price"].tolist())]
    df_parts = pd.DataFrame(df_rows, index=df.index, columns=["first", "last", "cost"])
    df_kinds = set(map(str, df_parts.dtypes))
    if len(set(tuple(map(type, row)) for row in df_rows)) > 1 or not (
        df_kinds <= {"int64", "float64", "bool", "str"}
        and not ("str" in df_kinds and df_parts.isna().any(axis=None))
    ):
        df_parts = pd.DataFrame(dict(enumerate(df_rows)), index=["first", "last", "cost"])
        df_parts = df_parts.T.set_axis(df.index).infer_objects()
    elif df_kinds == {"int64", "float64"}:
        df_parts = df_parts.astype(float)
else:
    df_parts = df.apply(parts, axis=1)
found = df_parts
# %% a function of attributes and labels
def limits_parts(row):
    """Least and greatest."""
    width = row["price"] * 0.5
    return (row["price"] - width, row["qty"])

def limits(row):
    return pd.Series(limits_parts(row))


df_labels = list(df.columns)
if len(df):
    df_rows = [limits_parts(row) for row in (dict(zip(df_labels, values)) for values in df.to_numpy())]
    df_parts = pd.DataFrame(df_rows, index=df.index)
    df_kinds = set(map(str, df_parts.dtypes))
    if len(set(tuple(map(type, row)) for row in df_rows)) > 1 or not (
        df_kinds <= {"int64", "float64", "bool", "str"}
        and not ("str" in df_kinds and df_parts.isna().any(axis=None))
    ):
        df_parts = pd.DataFrame(dict(enumerate(df_rows)))
        df_parts = df_parts.T.set_axis(df.index).infer_objects()
    elif df_kinds == {"int64", "float64"}:
        df_parts = df_parts.astype(float)
else:
    df_parts = df.apply(limits, axis=1)
df[["from", "count"]] = df_parts
# %% a function that gives lists
def span(row):
    return [row["low"], row["high"] > 3]


num_labels = list(num.columns)
if len(num):
    num_rows = [span(row) for row in (dict(zip(num_labels, values)) for values in num.to_numpy())]
    num_parts = pd.DataFrame(num_rows, index=num.index)
    num_kinds = set(map(str, num_parts.dtypes))
    if len(set(tuple(map(type, row)) for row in num_rows)) > 1 or not (
        num_kinds <= {"int64", "float64", "bool", "str"}
        and not ("str" in num_kinds and num_parts.isna().any(axis=None))
    ):
        num_parts = pd.DataFrame(dict(enumerate(num_rows)))
        num_parts = num_parts.T.set_axis(num.index).infer_objects()
    elif num_kinds == {"int64", "float64"}:
        num_parts = num_parts.astype(float)
else:
    num_parts = num.apply(span, axis=1, result_type="expand")
spans = num_parts
spans.columns = ["start", "wide"]
