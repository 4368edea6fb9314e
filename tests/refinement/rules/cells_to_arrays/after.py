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
if len(df) and df.index.equals(df.reset_index(drop=True).index):
    close_values = df["close"].to_numpy()
    change_values = df["change"].to_numpy(copy=True)
    for i in range(1, len(df)):
        change_values[i] = close_values[i] - close_values[i - 1]
    df["change"] = change_values
else:
    for i in range(1, len(df)):
        df.loc[i, "change"] = df.loc[i, "close"] - df.loc[i - 1, "close"]
# %% read by place
out = []
name_values = df["name"].tolist()
close_values = df["close"].to_numpy()
qty_values = df["qty"].to_numpy()
day_values = df["day"].tolist()
for i in range(1, len(df)):
    if name_values[i] == name_values[i - 1]:
        continue
    out.append((close_values[i], qty_values[i], day_values[i]))
# %% conditions, several columns of several kinds
df["band"] = "low"
df["flag"] = 0
if len(df) and df.index.is_unique:
    close_by_label = dict(zip(df.index, df["close"].to_numpy()))
    band_values = df["band"].tolist()
    flag_values = df["flag"].tolist()
    df_places = dict(zip(df.index, range(len(df))))
    for i in df.index:
        price = close_by_label[i]
        if np.isnan(price):
            band_values[df_places[i]] = "none"
        elif price > 9:
            flag_values[df_places[i]] = 1
            band_values[df_places[i]] = "high"
    df["band"] = band_values
    df["flag"] = flag_values
else:
    for i in df.index:
        price = df.loc[i, "close"]
        if np.isnan(price):
            df.loc[i, "band"] = "none"
        elif price > 9:
            df.at[i, "flag"] = 1
            df.loc[i, "band"] = "high"
# %% a new column, set whatever happens
if len(df) and df.index.is_unique:
    size_values = [None] * len(df)
    df_places = dict(zip(df.index, range(len(df))))
    for i, row in df.iterrows():
        if row["close"] > 5:
            size_values[df_places[i]] = "large"
        else:
            size_values[df_places[i]] = "small"
    df["size"] = size_values
else:
    for i, row in df.iterrows():
        if row["close"] > 5:
            df.at[i, "size"] = "large"
        else:
            df.at[i, "size"] = "small"
# %% a value that depends on the one before
df["level"] = 1.0
if len(df) and df.index.equals(df.reset_index(drop=True).index):
    close_values = df["close"].to_numpy()
    level_values = df["level"].to_numpy(copy=True)
    for i in range(1, len(df)):
        level_values[i] = level_values[i - 1] * 0.9 + close_values[i]
    df["level"] = level_values
else:
    for i in range(1, len(df)):
        df.loc[i, "level"] = df.loc[i - 1, "level"] * 0.9 + df.loc[i, "close"]
# %% backwards
out = []
qty_values = df["qty"].to_numpy()
for i in range(len(df)):
    j = i
    while j >= 0:
        if qty_values[j] % 2 == 0:
            break
        j -= 1
    out.append(i - j)
# %% means of slices
smooth = []
steps_values = steps.to_numpy()
for i in range(len(steps)):
    if i < 2:
        smooth.append(np.nan)
    else:
        smooth.append(steps_values[i - 2:i + 1].mean())
# %% means of slices by place, of floats
out = []
if len(num) and num["close"].notna().all() and num["rate"].notna().all():
    close_values = num["close"].to_numpy()
    rate_values = num["rate"].to_numpy()
    for i in range(2, len(num)):
        out.append(close_values[i - 2:i].max() - np.median(rate_values[i - 2:i + 1]))
else:
    for i in range(2, len(num)):
        out.append(num["close"].iloc[i - 2 : i].max() - num["rate"].iloc[i - 2 : i + 1].median())
# %% rows by place
out = []
name_values = df['name'].tolist()
qty_values = df['qty'].to_numpy()
for i in range(len(df)):
    out.append(f'{name_values[i]}: {qty_values[i] * 2}')
close_values = num['close'].to_numpy()
for i in range(len(num)):
    out.append(close_values[i])
# %% labels in any order
total = 0
if len(df) and df.index.is_unique:
    qty_by_label = dict(zip(df.index, df["qty"].to_numpy()))
    rate_by_label = dict(zip(df.index, df["rate"].to_numpy()))
    for i in reversed(df.index):
        total += qty_by_label[i] * rate_by_label[i]
else:
    for i in reversed(df.index):
        total += df.loc[i, "qty"] * df["rate"][i]
# %% added to
df["stock"] = 0.0
if len(df) and df.index.equals(df.reset_index(drop=True).index):
    qty_values = df["qty"].to_numpy()
    stock_values = df["stock"].to_numpy(copy=True)
    for i in range(len(df)):
        stock_values[i] += qty_values[i] * 2.5
    df["stock"] = stock_values
else:
    for i in range(len(df)):
        df.at[i, "stock"] += df.at[i, "qty"] * 2.5
# %% both frames
out = []
close_values = df["close"].to_numpy()
num_close_values = num["close"].to_numpy()
for i in range(len(df)):
    for j in range(len(num)):
        if close_values[i] < num_close_values[j]:
            out.append((i, j))
# %% arrays
out = []
close_values = df["close"].to_numpy()
for i in range(1, len(df)):
    out.append(close_values[i] - close_values[i - 1])
# %% columns by name, one after the other
sums = {}
df_columns = {label: df[label].array for label in df.columns}
for label in ["close", "qty"]:
    total = 0
    for i in range(len(df)):
        total += df_columns[label][i]
    sums[label] = total
# %% columns by number
total = 0.0
num_columns = [num.iloc[:, place].to_numpy() for place in range(num.shape[1])]
for i in range(num.shape[0]):
    for j in range(num.shape[1]):
        if num_columns[j][i] > 0.5:
            total += num_columns[j][i]
# %% all columns by label
texts = []
if len(num) and num.index.equals(num.reset_index(drop=True).index):
    num_columns = {label: num[label].to_numpy() for label in num.columns}
    for i in range(len(num)):
        for label in num.columns:
            texts.append(f'{label}={num_columns[label][i]:.2f}')
else:
    for i in range(len(num)):
        for label in num.columns:
            texts.append(f"{label}={num.loc[i, label]:.2f}")
# %% text that may be missing
if len(df) and df.index.equals(df.reset_index(drop=True).index):
    qty_values = df["qty"].to_numpy()
    name_values = df["name"].tolist()
    for i in range(len(df)):
        name_values[i] = None if qty_values[i] > 3 else str(qty_values[i])
    df["name"] = pd.Series(name_values, index=df.index, dtype=df["name"].dtype)
else:
    for i in range(len(df)):
        df.loc[i, "name"] = None if df.loc[i, "qty"] > 3 else str(df.loc[i, "qty"])
# %% a label that may not be there
out = []
if len(df) and df.index.is_unique:
    close_by_label = dict(zip(df.index, df["close"].to_numpy()))
    for i in range(len(df)):
        try:
            out.append(close_by_label[i - 1])
        except KeyError:
            out.append(-1.0)
else:
    for i in range(len(df)):
        try:
            out.append(df.loc[i - 1, "close"])
        except KeyError:
            out.append(-1.0)
# %% some rows' labels
df["flag"] = 0
if len(df) and df.index.is_unique:
    flag_values = df["flag"].tolist()
    df_places = dict(zip(df.index, range(len(df))))
    for i, row in df[df["qty"] > 3].iterrows():
        flag_values[df_places[i]] = 1
    df["flag"] = flag_values
else:
    for i, row in df[df["qty"] > 3].iterrows():
        df.loc[i, "flag"] = 1
# %% inside a function [function drops]
def drops(frame, least):
    found = []
    close_values = frame["close"].to_numpy()
    name_values = frame["name"].tolist()
    for i in range(1, len(frame)):
        if close_values[i] < close_values[i - 1] - least:
            found.append(name_values[i])
    return found
# %% a name for a row
total = 0.0
out = []
qty_values = df["qty"].to_numpy()
close_values = df["close"].to_numpy()
rate_values = df["rate"].to_numpy()
name_values = df["name"].tolist()
for i in range(len(df)):
    if qty_values[i] % 2 == 0:
        total += close_values[i] * rate_values[i]
    out.append(f'{name_values[i]}: {qty_values[i]}')
# %% a name for a row of a frame in which another column is set
df["size"] = ""
if len(df) and df.index.equals(df.reset_index(drop=True).index):
    close_values = df["close"].to_numpy()
    size_values = df["size"].tolist()
    for i in range(len(df)):
        size_values[i] = "large" if close_values[i] > 5 else "small"
    df["size"] = size_values
else:
    for i in range(len(df)):
        row = df.loc[i]
        df.loc[i, "size"] = "large" if row["close"] > 5 else "small"
# %% labels looked up by their places
df["change"] = 0.0
if len(df) and df.index.is_unique:
    close_values = df["close"].to_numpy()
    change_values = df["change"].to_numpy(copy=True)
    for i in range(1, len(df)):
        x = close_values[i - 1]
        change_values[i] = close_values[i] - x
    df["change"] = change_values
else:
    for i in range(1, len(df)):
        x = df["close"].iloc[i - 1]
        df.loc[df.index[i], "change"] = df["close"].iloc[i] - x
# %% a name for a part of a column
df["smooth"] = np.nan
df["spread"] = np.nan
if len(df) and df.index.equals(df.reset_index(drop=True).index) and df["close"].notna().all():
    close_values = df["close"].to_numpy()
    smooth_values = df["smooth"].to_numpy(copy=True)
    spread_values = df["spread"].to_numpy(copy=True)
    for i in range(2, len(df)):
        part_values = close_values[i - 2:i + 1]
        smooth_values[i] = part_values.mean()
        spread_values[i] = part_values.std(ddof=1) / len(part_values)
    df["smooth"] = smooth_values
    df["spread"] = spread_values
else:
    for i in range(2, len(df)):
        part = df["close"].iloc[i - 2 : i + 1]
        df.loc[i, "smooth"] = part.mean()
        df.loc[i, "spread"] = part.std() / len(part)
# %% each group's own rows
out = []
for value, part in df.groupby("name"):
    part = part.sort_values("qty").reset_index(drop=True)
    if len(part) and part.index.equals(part.reset_index(drop=True).index):
        day_values = part["day"].tolist()
        qty_values = part["qty"].to_numpy()
        for i in range(1, len(part)):
            out.append((value, qty_values[i] - qty_values[i - 1], day_values[i]))
    else:
        for i in range(1, len(part)):
            out.append((value, part.loc[i, "qty"] - part.loc[i - 1, "qty"], part.iloc[i]["day"]))
# %% rows chosen by what stays, in two loops
df["so far"] = 0
if len(df) and df.index.is_unique:
    qty_by_label = dict(zip(df.index, df["qty"].to_numpy()))
    so_far_values = df["so far"].tolist()
    df_places = dict(zip(df.index, range(len(df))))
    for value in df["name"].unique():
        a = 0
        for i in df[df["name"] == value].index:
            a += qty_by_label[i]
            so_far_values[df_places[i]] = a
    df["so far"] = so_far_values
else:
    for value in df["name"].unique():
        a = 0
        for i in df[df["name"] == value].index:
            a += df.loc[i, "qty"]
            df.loc[i, "so far"] = a
# %% a comprehension, beside one that has the same name
close_values = df["close"].to_numpy()
steps_up = [close_values[i] - close_values[i - 1] for i in range(1, len(df))]
if len(df) and df.index.is_unique:
    close_by_label = dict(zip(df.index, df["close"].to_numpy()))
    high = [i for i in df.index if close_by_label[i] > 9]
else:
    high = [i for i in df.index if df.loc[i, "close"] > 9]
if len(df) and df.index.equals(df.reset_index(drop=True).index):
    rate_values = df["rate"].to_numpy(copy=True)
    for i in range(1, len(df)):
        rate_values[i] = rate_values[i - 1] / 2
    df["rate"] = rate_values
else:
    for i in range(1, len(df)):
        df.loc[i, "rate"] = df.loc[i - 1, "rate"] / 2
# %% several columns, by branches, read and set
df["level"] = 0.0
df["trend"] = "flat"
df["streak"] = 0
if len(df) and df.index.equals(df.reset_index(drop=True).index):
    close_values = df["close"].to_numpy()
    level_values = df["level"].to_numpy(copy=True)
    trend_values = df["trend"].tolist()
    streak_values = df["streak"].to_numpy(copy=True)
    for i in range(len(df)):
        if i == 0:
            level_values[i] = close_values[i]
            continue
        before = level_values[i - 1]
        level_values[i] = 0.5 * close_values[i] + 0.5 * before
        if level_values[i] > before:
            trend_values[i] = "up"
        if trend_values[i] == trend_values[i - 1]:
            streak_values[i] = streak_values[i - 1] + 1
    df["level"] = level_values
    df["trend"] = trend_values
    df["streak"] = streak_values
else:
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
if len(df):
    held_values = df["held"].to_numpy(copy=True)
    close_values = df["close"].to_numpy()
    for i in range(1, len(df)):
        last = held_values[i - 1]
        if close_values[i] > close_values[i - 1] and last == 0:
            held_values[i] = 1
        else:
            held_values[i] = last
    df["held"] = held_values
else:
    for i in range(1, len(df)):
        last = df.iloc[i - 1, at]
        if df["close"].iloc[i] > df["close"].iloc[i - 1] and last == 0:
            df.iloc[i, at] = 1
        else:
            df.iloc[i, at] = last
# %% keys of a dictionary
costs = {"a": 1, "b": 4, "c": 2, "d": 3}
df["cost"] = 0
if len(df) and df.index.is_unique and df["name"].isin(costs).all():
    name_by_label = dict(zip(df.index, df["name"].tolist()))
    qty_by_label = dict(zip(df.index, df["qty"].to_numpy()))
    cost_values = df["cost"].tolist()
    df_places = dict(zip(df.index, range(len(df))))
    for i in df.index:
        cost = costs[name_by_label[i]]
        if qty_by_label[i] > 2:
            cost_values[df_places[i]] = cost * 2
    df["cost"] = cost_values
else:
    for i in df.index:
        cost = costs[df.at[i, "name"]]
        if df.at[i, "qty"] > 2:
            df.at[i, "cost"] = cost * 2
# %% a function of a module's
out = []
close_values = df["close"].to_numpy()
rate_values = df["rate"].to_numpy()
for i in range(len(df)):
    out.append(rgb_to_yiq(close_values[i], rate_values[i], 0.5))
