import numpy as np
import pandas as pd

df = pd.DataFrame({"temp": [20.5, 18.0, np.nan, 30.25], "wind": [3.0, np.nan, 5.5, 1.0], "n": [1, 2, 3, 4]})
z = df[["temp", "wind"]].copy()
cols = ["temp", "wind"]
CALLS = [(z,), (z.iloc[:0],)]
# %% the frame itself, by label
for c in cols:
    mean = df[c].mean()
    if (
        len(df)
        and c in df.columns
        and df[c].dtype == float
        and df.index.equals(pd.RangeIndex(len(df)))
    ):
        df_values = df[c].to_numpy(copy=True)
        for i in range(len(df)):
            if pd.isna(df_values[i]):
                df_values[i] = mean
        df[c] = df_values
    else:
        for i in range(len(df)):
            if pd.isna(df.loc[i, c]):
                df.loc[i, c] = mean
# %% another frame, all columns, with a count
clipped = df.copy()
found = {}
for col in z.columns:
    low, high = df[col].quantile(0.1), df[col].quantile(0.9)
    n = 0
    if (
        len(df)
        and col in df.columns
        and df[col].dtype in (float, int)
        and df.index.equals(pd.RangeIndex(len(df)))
        and col in clipped.columns
        and clipped[col].dtype == float
        and clipped.index.equals(pd.RangeIndex(len(df)))
    ):
        df_values = df[col].to_numpy()
        clipped_values = clipped[col].to_numpy(copy=True)
        for idx in df.index:
            # outside of the bounds
            if df_values[idx] < low:
                clipped_values[idx] = low
                n += 1
            elif df_values[idx] > high:
                clipped_values[idx] = min(high, 29.5)
                n += 1
        clipped[col] = clipped_values
    else:
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
    if (
        len(z)
        and z.iloc[:, j].dtype == float
        and z.index.equals(pd.RangeIndex(len(z)))
        and n <= len(z)
    ):
        z_values = z.iloc[:, j].to_numpy(copy=True)
        for i in range(1, n):
            z_values[i] = z_values[i] * 2 - 1
        z.isetitem(j, z_values)
    else:
        for i in range(1, n):
            z.iloc[i, j] = z.iloc[i, j] * 2 - 1
# %% in place, in a function [function scaled]
def scaled(frame):
    result = frame.copy()
    for name in frame.columns:
        low = frame[name].min()
        high = frame[name].max()
        if (
            len(frame)
            and name in result.columns
            and result[name].dtype == float
            and result.index.equals(pd.RangeIndex(len(frame)))
            and name in frame.columns
            and frame[name].dtype in (float, int)
            and frame.index.equals(pd.RangeIndex(len(frame)))
        ):
            result_values = result[name].to_numpy(copy=True)
            frame_values = frame[name].to_numpy()
            for i in range(frame.shape[0]):
                result_values[i] = (frame_values[i] - low) / (high - low)
            result[name] = result_values
        else:
            for i in range(frame.shape[0]):
                result.loc[i, name] = (frame.loc[i, name] - low) / (high - low)
    return result
