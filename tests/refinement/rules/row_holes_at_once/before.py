import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "name": ["Ahrens", None, "Çelik", "Öz"],
        "age": [41.0, np.nan, 30.0, 25.0],
        "since": pd.to_datetime(["2020-01-01", None, "2021-05-01", None]),
        "n": [1, 2, 3, 4],
    }
)
cols = ["age", "name"]
# %% by place
bad = []
for i in range(len(df)):
    if df.iloc[i].isnull().any():
        bad.append(i)
# %% by label, some columns, by pandas' function
found = []
for i in df.index:
    if not pd.isna(df.loc[i]).any() or df.loc[i][cols].isna().all():
        found.append(i)
# %% how many
counts = []
for i in range(len(df)):
    counts.append((df.iloc[i].isna().sum(), df.iloc[i].isnull().all()))
# %% rows that are gone through
kept = []
for idx, row in df.iterrows():
    # complete rows only
    if row.notna().all() and row["n"] > 0:
        kept.append(row)
# %% a row by a name
ages = []
for i in range(df.shape[0]):
    row = df.iloc[i]
    if row[["age", "n"]].isnull().any():
        continue
    ages.append(row["age"] * row["n"])
# %% in a comprehension
whole = [i for i in range(len(df)) if df.iloc[i].notnull().all()]
