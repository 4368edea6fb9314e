import pandas as pd

df = pd.DataFrame({"x": [i * 7 % 40 for i in range(60)], "y": [i * 11 % 30 for i in range(60)]})
# %% all hang on the inner loop
counts = []
for a in range(0, 40, 5):
    counts.append(len(df[(df["x"] >= a) & (df["x"] < a + 5)]))
# %% the frame changes
for a in range(3):
    for b in range(3):
        df.loc[0, "x"] = a * b
        n = len(df[(df["x"] > a) & (df["y"] > b)])
# %% not in a loop
a, b = 3, 4
n = len(df[(df["x"] > a) & (df["y"] > b)])
# %% one or the other
counts = []
for a in range(3):
    for b in range(3):
        counts.append(len(df[(df["x"] > a) | (df["y"] > b)]))
# %% a test of several rows
counts = []
for a in range(3):
    for b in range(3):
        counts.append(len(df[(df["x"] > df["x"].shift()) & (df["y"] > b)]))
# %% the limit changes in the inner loop
counts = []
limit = 0
for a in range(3):
    for b in range(3):
        counts.append(len(df[(df["x"] > limit) & (df["y"] > b)]))
        limit += b
# %% a mask that is read elsewhere
masks = []
for a in range(3):
    for b in range(3):
        sub = (df["x"] > a) & (df["y"] > b)
        masks.append(sub)
        n = len(df[sub])
