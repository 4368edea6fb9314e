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
def split_email(e):
    user, domain = e.split("@")
    return pd.Series([user, domain.lower()])


df[["user", "domain"]] = df["email"].apply(split_email)
# %% a lambda
parts = sizes.apply(lambda x: pd.Series([x, x * 2]))
# %% labels
parts = df["size"].apply(lambda x: pd.Series({"half": x / 2, "text": str(x)}))
# %% labels beside
parts = df["qty"].apply(lambda q: pd.Series([q, q / 2], index=["whole", "half"]))
# %% pieces
df[["left", "right"]] = df["place"].apply(lambda p: pd.Series(p.split("-")))
# %% moments
parts = df["when"].apply(lambda t: pd.Series([t.year, t.day_name()], index=["year", "day"]))
# %% numbers, texts and tests
parts = df["qty"].apply(lambda q: pd.Series([q, q * 0.5, str(q), q > 2]))
# %% what may be none
parts = df["qty"].apply(lambda q: pd.Series([None if q > 2 else q, q]))
