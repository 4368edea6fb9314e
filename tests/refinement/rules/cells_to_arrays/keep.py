import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "close": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5],
        "qty": [1, 2, 3, 4, 5, 6],
        "name": ["a", "b", "c", "a", "b", "d"],
    }
)
table = {"close": [1.0, 2.0]}
spans = pd.DataFrame({"span": pd.to_timedelta([1, 2], unit="D")})
other = df


def show():
    print(df["qty"].sum())
# %% a dictionary of lists
out = []
for i in range(2):
    out.append(table["close"][i])
# %% the frame changes otherwise
out = []
for i in range(3):
    out.append(df["close"].iloc[i])
    df = df.drop(columns="qty", errors="ignore")
# %% the frame is seen as a whole while it is set
df["n"] = 0
for i in range(len(df)):
    df.loc[i, "n"] = len(df[df["qty"] > i])
# %% a function looks at it meanwhile
for i in range(len(df)):
    df.loc[i, "qty"] = 0
    show()
# %% another name for it
for i in range(len(df)):
    df.loc[i, "qty"] = 0
    print(other["qty"].sum())
# %% a new column that may keep holes
for i in range(len(df)):
    if df["close"].iloc[i] > 5:
        df.loc[i, "high"] = 1.0
# %% whole rows
out = []
for i in range(len(df)):
    out.append(df.iloc[i])
# %% a mask
mask = df["close"] > 3
out = []
for _ in range(3):
    out.append(df["close"][mask].sum())
# %% a kind of value that isn't known
out = []
for i in range(len(spans)):
    out.append(spans["span"].iloc[i])
# %% a row that grows
for i in range(3):
    df.loc[len(df)] = [1.0, 2, "x"]
# %% a part that is kept
out = []
for i in range(3):
    out.append(df["close"].iloc[i : i + 2])
# %% a loop that returns
def first(frame):
    frame["seen"] = 0
    for i in range(len(frame)):
        frame.loc[i, "seen"] = 1
        if frame.loc[i, "qty"] > 3:
            return i


answer = first(df)
# %% labels that may not be there
df["n"] = 0
for i in [1, 2, 9]:
    df.loc[i, "n"] = 1
# %% None that becomes NaN
for i in range(1, len(df)):
    df.loc[i, "name"] = None if df.loc[i - 1, "name"] == "a" else df.loc[i - 1, "name"]
# %% a row that is kept as a whole
out = []
for i in range(len(df)):
    row = df.iloc[i]
    out.append((row["qty"], row.sum()))
# %% a row's name that is read afterwards
for i in range(len(df)):
    row = df.iloc[i]
    print(row["qty"])
last = row["name"]
# %% another row before its parts are taken
out = []
i = 0
while i < len(df):
    row = df.iloc[i]
    i += 1
    out.append((row["qty"], i))
# %% a row of what is set
for i in range(len(df)):
    row = df.loc[i]
    df.loc[i, "qty"] = row["qty"] + 1
# %% rows chosen by what is set
for i in range(len(df)):
    for j in df[df["qty"] == i].index:
        df.loc[j, "qty"] = len(df[df["qty"] > 2].index)
# %% a whole number that may be none
last = None
df["best"] = 0
for i in range(1, len(df)):
    if df.loc[i, "qty"] > 2:
        last = df.loc[i, "qty"]
    if df.loc[i - 1, "best"] == 0:
        df.loc[i, "best"] = last
# %% a column's place that may be another one's by now
df["held"] = 0
at = df.columns.get_loc("held")
df.insert(0, "new", 1)
for i in range(1, len(df)):
    df.iloc[i, at] = df.iloc[i - 1, at]
