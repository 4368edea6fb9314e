import numpy as np
import pandas as pd

df = pd.DataFrame({"temp": [20.5, 18.0, np.nan, 30.25], "wind": [3.0, np.nan, 5.5, 1.0], "n": [1, 2, 3, 4]})
z = df[["temp", "wind"]].copy()
cols = ["temp", "wind"]
CALLS = [(z,), (z.iloc[:0],)]
# %% the frame itself, by label
for c in cols:
    mean = df[c].mean()
    for i in range(len(df)):
        if pd.isna(df.loc[i, c]):
            df.loc[i, c] = mean
# %% another frame, all columns, with a count
clipped = df.copy()
found = {}
for col in z.columns:
    low, high = df[col].quantile(0.1), df[col].quantile(0.9)
    n = 0
    for idx in df.index:
        # outside of the bounds
        if df.at[idx, col] < low:
            clipped.at[idx, col] = low
            n += 1
        elif df[col].iloc[idx] > high:
            clipped.at[idx, col] = min(high, 29.5)
            n += 1
    found[col] = n
# %% by numbers
n = z.shape[0]
for j in range(z.shape[1]):
    for i in range(1, n):
        z.iloc[i, j] = z.iloc[i, j] * 2 - 1
# %% in place, in a function [function scaled]
def scaled(frame):
    result = frame.copy()
    for name in frame.columns:
        low = frame[name].min()
        high = frame[name].max()
        for i in range(frame.shape[0]):
            result.loc[i, name] = (frame.loc[i, name] - low) / (high - low)
    return result
