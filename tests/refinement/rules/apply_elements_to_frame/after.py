import pandas as pd

df = pd.DataFrame(
    {
        "email": ["ann@x.org", "bob@y.com", "cy@X.org", "di@z.net"],
        "size": [1.5, 2.0, 3.25, 8.0],
        "qty": [1, 2, 3, 4],
        "place": ["a-b", "c-d", "e-f", "g-h"],
        "when": pd.date_range("2024-02-26", periods=4),
    }
)
sizes = df["size"]
# %% a function
def split_email_parts(e):
    user, domain = e.split("@")
    return (user, domain.lower())

def split_email(e):
    return pd.Series(split_email_parts(e))


if len(df["email"]):
    email_rows = [split_email_parts(e) for e in df["email"].tolist()]
    email_parts = pd.DataFrame(email_rows, index=df.index)
    email_kinds = set(map(str, email_parts.dtypes))
    if not email_kinds <= {"int64", "float64", "bool", "str"} or (
        "str" in email_kinds and email_parts.isna().any(axis=None)
    ):
        email_parts = pd.DataFrame(
            [pd.Series(row) for row in email_rows], index=df.index
        )
    elif email_kinds == {"int64", "float64"}:
        email_parts = email_parts.astype(float)
else:
    email_parts = df["email"].apply(split_email)
df[["user", "domain"]] = email_parts
# %% a lambda
if len(sizes):
    sizes_rows = [(x, x * 2) for x in sizes.tolist()]
    sizes_parts = pd.DataFrame(sizes_rows, index=sizes.index)
    sizes_kinds = set(map(str, sizes_parts.dtypes))
    if not sizes_kinds <= {"int64", "float64", "bool", "str"} or (
        "str" in sizes_kinds and sizes_parts.isna().any(axis=None)
    ):
        sizes_parts = pd.DataFrame(
            [pd.Series(row) for row in sizes_rows], index=sizes.index
        )
    elif sizes_kinds == {"int64", "float64"}:
        sizes_parts = sizes_parts.astype(float)
else:
    sizes_parts = sizes.apply(lambda x: pd.Series([x, x * 2]))
parts = sizes_parts
# %% labels
if len(df["size"]):
    size_rows = [(x / 2, str(x)) for x in df["size"].tolist()]
    size_parts = pd.DataFrame(size_rows, index=df.index, columns=["half", "text"])
    size_kinds = set(map(str, size_parts.dtypes))
    if not size_kinds <= {"int64", "float64", "bool", "str"} or (
        "str" in size_kinds and size_parts.isna().any(axis=None)
    ):
        size_parts = pd.DataFrame(
            [pd.Series(row, index=["half", "text"]) for row in size_rows], index=df.index
        )
    elif size_kinds == {"int64", "float64"}:
        size_parts = size_parts.astype(float)
else:
    size_parts = df["size"].apply(lambda x: pd.Series({"half": x / 2, "text": str(x)}))
parts = size_parts
# %% labels beside
if len(df["qty"]):
    qty_rows = [(q, q / 2) for q in df["qty"].tolist()]
    qty_parts = pd.DataFrame(qty_rows, index=df.index, columns=["whole", "half"])
    qty_kinds = set(map(str, qty_parts.dtypes))
    if not qty_kinds <= {"int64", "float64", "bool", "str"} or (
        "str" in qty_kinds and qty_parts.isna().any(axis=None)
    ):
        qty_parts = pd.DataFrame(
            [pd.Series(row, index=["whole", "half"]) for row in qty_rows], index=df.index
        )
    elif qty_kinds == {"int64", "float64"}:
        qty_parts = qty_parts.astype(float)
else:
    qty_parts = df["qty"].apply(lambda q: pd.Series([q, q / 2], index=["whole", "half"]))
parts = qty_parts
# %% pieces
if len(df["place"]):
    place_rows = [p.split("-") for p in df["place"].tolist()]
    place_parts = pd.DataFrame(place_rows, index=df.index)
    place_kinds = set(map(str, place_parts.dtypes))
    if len(set(map(len, place_rows))) > 1 or not place_kinds <= {"int64", "float64", "bool", "str"} or (
        "str" in place_kinds and place_parts.isna().any(axis=None)
    ):
        place_parts = pd.DataFrame(
            [pd.Series(row) for row in place_rows], index=df.index
        )
    elif place_kinds == {"int64", "float64"}:
        place_parts = place_parts.astype(float)
else:
    place_parts = df["place"].apply(lambda p: pd.Series(p.split("-")))
df[["left", "right"]] = place_parts
# %% moments
if len(df["when"]):
    when_rows = [(t.year, t.day_name()) for t in df["when"].tolist()]
    when_parts = pd.DataFrame(when_rows, index=df.index, columns=["year", "day"])
    when_kinds = set(map(str, when_parts.dtypes))
    if not when_kinds <= {"int64", "float64", "bool", "str"} or (
        "str" in when_kinds and when_parts.isna().any(axis=None)
    ):
        when_parts = pd.DataFrame(
            [pd.Series(row, index=["year", "day"]) for row in when_rows], index=df.index
        )
    elif when_kinds == {"int64", "float64"}:
        when_parts = when_parts.astype(float)
else:
    when_parts = df["when"].apply(lambda t: pd.Series([t.year, t.day_name()], index=["year", "day"]))
parts = when_parts
# %% numbers, texts and tests
if len(df["qty"]):
    qty_rows = [(q, q * 0.5, str(q), q > 2) for q in df["qty"].tolist()]
    qty_parts = pd.DataFrame(qty_rows, index=df.index)
    qty_kinds = set(map(str, qty_parts.dtypes))
    if not qty_kinds <= {"int64", "float64", "bool", "str"} or (
        "str" in qty_kinds and qty_parts.isna().any(axis=None)
    ):
        qty_parts = pd.DataFrame(
            [pd.Series(row) for row in qty_rows], index=df.index
        )
    elif qty_kinds == {"int64", "float64"}:
        qty_parts = qty_parts.astype(float)
else:
    qty_parts = df["qty"].apply(lambda q: pd.Series([q, q * 0.5, str(q), q > 2]))
parts = qty_parts
# %% what may be none
if len(df["qty"]):
    qty_rows = [(None if q > 2 else q, q) for q in df["qty"].tolist()]
    qty_parts = pd.DataFrame(qty_rows, index=df.index)
    qty_kinds = set(map(str, qty_parts.dtypes))
    if not qty_kinds <= {"int64", "float64", "bool", "str"} or (
        "str" in qty_kinds and qty_parts.isna().any(axis=None)
    ):
        qty_parts = pd.DataFrame(
            [pd.Series(row) for row in qty_rows], index=df.index
        )
    elif qty_kinds == {"int64", "float64"}:
        qty_parts = qty_parts.astype(float)
else:
    qty_parts = df["qty"].apply(lambda q: pd.Series([None if q > 2 else q, q]))
parts = qty_parts
