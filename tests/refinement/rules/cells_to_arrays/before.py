from colorsys import rgb_to_yiq

import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "close": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5],
        "rate": [0.1, 0.2, 0.3, 0.25, 0.05, 0.4],
        "qty": [1, 2, 3, 4, 5, 6],
        "name": ["a", "b", "c", "a", "b", "d"],
        "day": pd.date_range("2024-01-01", periods=6),
    }
)
num = df[["close", "rate"]] * 2
steps = pd.Series([3, 1, 4, 1, 5, 9])
CALLS = [(df, 1.0), (df, 0.5)]
# %% the row before, set by label
df["change"] = 0.0
for i in range(1, len(df)):
    df.loc[i, "change"] = df.loc[i, "close"] - df.loc[i - 1, "close"]
# %% read by place
out = []
for i in range(1, len(df)):
    if df["name"].iloc[i] == df["name"].iloc[i - 1]:
        continue
    out.append((df["close"].iloc[i], df["qty"].iloc[i], df.day.iloc[i]))
# %% conditions, several columns of several kinds
df["band"] = "low"
df["flag"] = 0
for i in df.index:
    price = df.loc[i, "close"]
    if np.isnan(price):
        df.loc[i, "band"] = "none"
    elif price > 9:
        df.at[i, "flag"] = 1
        df.loc[i, "band"] = "high"
# %% a new column, set whatever happens
for i, row in df.iterrows():
    if row["close"] > 5:
        df.at[i, "size"] = "large"
    else:
        df.at[i, "size"] = "small"
# %% a value that depends on the one before
df["level"] = 1.0
for i in range(1, len(df)):
    df.loc[i, "level"] = df.loc[i - 1, "level"] * 0.9 + df.loc[i, "close"]
# %% backwards
out = []
for i in range(len(df)):
    j = i
    while j >= 0:
        if df["qty"].iloc[j] % 2 == 0:
            break
        j -= 1
    out.append(i - j)
# %% means of slices
smooth = []
for i in range(len(steps)):
    if i < 2:
        smooth.append(np.nan)
    else:
        smooth.append(steps[i - 2 : i + 1].mean())
# %% means of slices by place, of floats
out = []
for i in range(2, len(num)):
    out.append(num["close"].iloc[i - 2 : i].max() - num["rate"].iloc[i - 2 : i + 1].median())
# %% rows by place
out = []
for i in range(len(df)):
    out.append(f"{df.iloc[i]['name']}: {df.iloc[i]['qty'] * 2}")
for i in range(len(num)):
    out.append(num.iloc[i]["close"])
# %% labels in any order
total = 0
for i in reversed(df.index):
    total += df.loc[i, "qty"] * df["rate"][i]
# %% added to
df["stock"] = 0.0
for i in range(len(df)):
    df.at[i, "stock"] += df.at[i, "qty"] * 2.5
# %% both frames
out = []
for i in range(len(df)):
    for j in range(len(num)):
        if df["close"].iloc[i] < num["close"].iloc[j]:
            out.append((i, j))
# %% arrays
out = []
for i in range(1, len(df)):
    out.append(df["close"].values[i] - df["close"].values[i - 1])
# %% columns by name, one after the other
sums = {}
for label in ["close", "qty"]:
    total = 0
    for i in range(len(df)):
        total += df[label].iloc[i]
    sums[label] = total
# %% columns by number
total = 0.0
for i in range(num.shape[0]):
    for j in range(num.shape[1]):
        if num.iloc[i, j] > 0.5:
            total += num.iat[i, j]
# %% all columns by label
texts = []
for i in range(len(num)):
    for label in num.columns:
        texts.append(f"{label}={num.loc[i, label]:.2f}")
# %% text that may be missing
for i in range(len(df)):
    df.loc[i, "name"] = None if df.loc[i, "qty"] > 3 else str(df.loc[i, "qty"])
# %% a label that may not be there
out = []
for i in range(len(df)):
    try:
        out.append(df.loc[i - 1, "close"])
    except KeyError:
        out.append(-1.0)
# %% some rows' labels
df["flag"] = 0
for i, row in df[df["qty"] > 3].iterrows():
    df.loc[i, "flag"] = 1
# %% inside a function [function drops]
def drops(frame, least):
    found = []
    for i in range(1, len(frame)):
        if frame["close"].iloc[i] < frame["close"].iloc[i - 1] - least:
            found.append(frame["name"].iloc[i])
    return found
# %% a name for a row
total = 0.0
out = []
for i in range(len(df)):
    row = df.iloc[i]
    if row["qty"] % 2 == 0:
        total += row["close"] * row.rate
    out.append(f"{row['name']}: {row['qty']}")
# %% a name for a row of a frame in which another column is set
df["size"] = ""
for i in range(len(df)):
    row = df.loc[i]
    df.loc[i, "size"] = "large" if row["close"] > 5 else "small"
# %% labels looked up by their places
df["change"] = 0.0
for i in range(1, len(df)):
    x = df["close"].iloc[i - 1]
    df.loc[df.index[i], "change"] = df["close"].iloc[i] - x
# %% a name for a part of a column
df["smooth"] = np.nan
df["spread"] = np.nan
for i in range(2, len(df)):
    part = df["close"].iloc[i - 2 : i + 1]
    df.loc[i, "smooth"] = part.mean()
    df.loc[i, "spread"] = part.std() / len(part)
# %% each group's own rows
out = []
for value, part in df.groupby("name"):
    part = part.sort_values("qty").reset_index(drop=True)
    for i in range(1, len(part)):
        out.append((value, part.loc[i, "qty"] - part.loc[i - 1, "qty"], part.iloc[i]["day"]))
# %% rows chosen by what stays, in two loops
df["so far"] = 0
for value in df["name"].unique():
    a = 0
    for i in df[df["name"] == value].index:
        a += df.loc[i, "qty"]
        df.loc[i, "so far"] = a
# %% a comprehension, beside one that has the same name
steps_up = [df["close"].iloc[i] - df["close"].iloc[i - 1] for i in range(1, len(df))]
high = [i for i in df.index if df.loc[i, "close"] > 9]
for i in range(1, len(df)):
    df.loc[i, "rate"] = df.loc[i - 1, "rate"] / 2
# %% several columns, by branches, read and set
df["level"] = 0.0
df["trend"] = "flat"
df["streak"] = 0
for i in range(len(df)):
    if i == 0:
        df.loc[i, "level"] = df.loc[i, "close"]
        continue
    before = df.loc[i - 1, "level"]
    df.loc[i, "level"] = 0.5 * df.loc[i, "close"] + 0.5 * before
    if df.loc[i, "level"] > before:
        df.loc[i, "trend"] = "up"
    if df.loc[i, "trend"] == df.loc[i - 1, "trend"]:
        df.loc[i, "streak"] = df.loc[i - 1, "streak"] + 1
# %% places of columns that have names
df["held"] = 0
at = df.columns.get_loc("held")
for i in range(1, len(df)):
    last = df.iloc[i - 1, at]
    if df["close"].iloc[i] > df["close"].iloc[i - 1] and last == 0:
        df.iloc[i, at] = 1
    else:
        df.iloc[i, at] = last
# %% keys of a dictionary
costs = {"a": 1, "b": 4, "c": 2, "d": 3}
df["cost"] = 0
for i in df.index:
    cost = costs[df.at[i, "name"]]
    if df.at[i, "qty"] > 2:
        df.at[i, "cost"] = cost * 2
# %% a function of a module's
out = []
for i in range(len(df)):
    out.append(rgb_to_yiq(df["close"].iloc[i], df["rate"].iloc[i], 0.5))
