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
df_isnull_any = df.isnull().any(axis=1).to_numpy()
for i in range(len(df)):
    if df_isnull_any[i]:
        bad.append(i)
# %% by label, some columns, by pandas' function
found = []
df_isna_any = df.isna().any(axis=1)
df_isna_all = df[cols].isna().all(axis=1)
for i in df.index:
    if not df_isna_any.at[i] or df_isna_all.at[i]:
        found.append(i)
# %% how many
counts = []
df_isna_sum = df.isna().sum(axis=1).to_numpy()
df_isnull_all = df.isnull().all(axis=1).to_numpy()
for i in range(len(df)):
    counts.append((df_isna_sum[i], df_isnull_all[i]))
# %% rows that are gone through
kept = []
for (idx, row), row_notna_all in zip(df.iterrows(), df.notna().all(axis=1).to_numpy()):
    # complete rows only
    if row_notna_all and row["n"] > 0:
        kept.append(row)
# %% a row by a name
ages = []
df_isnull_any = df[["age", "n"]].isnull().any(axis=1).to_numpy()
for i in range(df.shape[0]):
    row = df.iloc[i]
    if df_isnull_any[i]:
        continue
    ages.append(row["age"] * row["n"])
# %% in a comprehension
df_notnull_all = df.notnull().all(axis=1).to_numpy()
whole = [i for i in range(len(df)) if df_notnull_all[i]]
