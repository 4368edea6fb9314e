import math

import numpy as np
import pandas as pd

level = np.array([np.nan, 1.0, np.nan, np.nan, 2.5, np.inf, np.nan, -0.0, np.nan])
column = pd.Series([np.nan, 2.0, np.nan, 3.5, np.nan, np.nan, 1.0], index=list("abcdefg"))
df = pd.DataFrame(
    {
        "v": [1.0, np.nan, np.nan, 4.0, np.nan, 6.0],
        "w": [np.nan, 2.0, np.nan, np.nan, 5.0, np.nan],
        "t": ["a", None, "b", None, None, "c"],
        "n": [1, 2, 3, 4, 5, 6],
    }
)
# %% an array
filled = level.copy()
last = np.maximum.accumulate(np.where(np.isnan(filled), 0, np.arange(len(filled))))
filled[:] = filled[last]
# %% a Series
filled = column.copy()
filled.iloc[:] = filled.ffill().to_numpy()
# %% a frame's column
if len(df) and df.index.equals(df.reset_index(drop=True).index):
    df["v"] = df["v"].ffill()
else:
    for i in range(1, len(df)):
        if np.isnan(df.loc[i, "v"]):
            df.loc[i, "v"] = df.loc[i - 1, "v"]
# %% several columns
for x in ["v", "t", "n"]:
    if len(df) and len(df) > 1 and df.index.equals(df.reset_index(drop=True).index):
        df[x] = df[x].ffill()
    else:
        for i in range(len(df)):
            if i > 0 and pd.isnull(df.at[i, x]):
                df.at[i, x] = df[x].iloc[i - 1]
# %% a length with a name
n = level.shape[0]
if len(level) and n == len(level):
    last = np.maximum.accumulate(np.where(np.isnan(level), 0, np.arange(len(level))))
    level[:] = level[last]
else:
    for i in range(1, n):
        if level[i] != level[i]:
            level[i] = level[i - 1]
