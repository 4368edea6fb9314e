import numpy as np
import pandas as pd

level = np.array([np.nan, 1.0, np.nan, np.nan, 2.5, np.nan])
other = level * 2
column = pd.Series(level)
df = pd.DataFrame({"v": level, "w": other, "t": ["a", None, "b", None, None, "c"]})
# %% from another array
for i in range(1, len(level)):
    if np.isnan(level[i]):
        level[i] = other[i - 1]
# %% the element before the first one is the last
for i in range(len(level)):
    if np.isnan(level[i]):
        level[i] = level[i - 1]
# %% two before
for i in range(1, len(level)):
    if np.isnan(level[i]):
        level[i] = level[i - 2]
# %% more is done
count = 0
for i in range(1, len(level)):
    if np.isnan(level[i]):
        level[i] = level[i - 1]
        count += 1
# %% another column
for i in range(1, len(df)):
    if pd.isna(df.loc[i, "v"]):
        df.loc[i, "v"] = df.loc[i - 1, "w"]
# %% text that isn't a number
for i in range(1, len(df)):
    if np.isnan(df.loc[i, "t"]):
        df.loc[i, "t"] = df.loc[i - 1, "t"]
# %% labels of a Series
for i in range(1, len(column)):
    if np.isnan(column[i]):
        column[i] = column[i - 1]
# %% the loop's variable is read later
for i in range(1, len(level)):
    if np.isnan(level[i]):
        level[i] = level[i - 1]
print(i)
