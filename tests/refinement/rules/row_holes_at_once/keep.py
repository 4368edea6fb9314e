import numpy as np
import pandas as pd

df = pd.DataFrame({"age": [41.0, np.nan, 30.0, 25.0], "n": [1, 2, 3, 4]})
s = pd.Series([1.0, np.nan, 2.0])
parts = [df["age"], df["n"]]
# %% the frame changes
bad = 0
for i in range(len(df)):
    if df.iloc[i].isnull().any():
        df.loc[i, "age"] = 0.0
        bad += 1
# %% the row changes
bad = 0
for idx, row in df.iterrows():
    row["n"] = np.nan
    bad += row.isna().sum()
# %% columns
bad = 0
for part in parts:
    bad += part.isna().sum()
# %% several rows
bad = 0
for i in range(1, 3):
    bad += df.iloc[:i].isna().sum().sum()
# %% once
bad = df.iloc[0].isna().any()
# %% another question
bad = 0
for i in range(len(df)):
    bad += df.iloc[i].isna().sum(skipna=False)
# %% by labels that may come twice
sums = []
for i in df.index:
    sums.append(df.loc[i].isna().sum())
