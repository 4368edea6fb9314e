import numpy as np
import pandas as pd

lines = ["a;1;0.5", "b;2;nan", "c;3;2.5", "d;4;1.0"]
words = ["x", "yy", "zzz"]
mixed = [1, 0.5, None]
records = [{"n": 1, "word": "x"}, {"word": "yy", "n": 2.5}, {"n": 3}]
alike = [{"n": 1, "word": "x"}, {"n": 2, "word": "yy"}]
CALLS = [(words,), ([],), (["", "q"],)]
# %% dictionaries of lists of one
df = pd.DataFrame({"name": pd.Series(dtype="str"), "n": pd.Series(dtype="int64")})
df_rows = []
for line in lines:
    parts = line.split(";")
    df_rows.append({"name": parts[0], "n": int(parts[1]), "x": float(parts[2])})
if df_rows and all(len(set(map(type, values))) == 1 for values in zip(*(row.values() for row in df_rows))):
    df = pd.concat([df, pd.DataFrame(df_rows)], ignore_index=True)
elif df_rows:
    df = pd.concat([df, *(pd.DataFrame([row]) for row in df_rows)], ignore_index=True)
# %% a list of a dictionary, from nothing
df = pd.DataFrame()
df_rows = []
for i, word in enumerate(words):
    row = {"word": word, "n": len(word)}
    df_rows.append(row)
if df_rows and all(len(set(map(type, values))) == 1 for values in zip(*(row.values() for row in df_rows))):
    df = pd.concat([df, pd.DataFrame(df_rows)], ignore_index=True)
elif df_rows:
    df = pd.concat([df, *(pd.DataFrame([row]) for row in df_rows)], ignore_index=True)
# %% under a condition, with the labels of the parts
df = pd.DataFrame({"word": ["w"], "n": [0]})
df_rows = []
for w in words:
    if len(w) > 1:
        df_rows.append({"word": w, "n": len(w)})
if df_rows and all(len(set(map(type, values))) == 1 for values in zip(*(row.values() for row in df_rows))):
    df = pd.concat([df, pd.DataFrame(df_rows, index=[0] * len(df_rows))])
elif df_rows:
    df = pd.concat([df, *(pd.DataFrame([row]) for row in df_rows)])
# %% values of several types
df = pd.DataFrame(columns=["v", "w"])
df_rows = []
for value in mixed:
    df_rows.append({"v": value, "w": "w"})
if df_rows and all(len(set(map(type, values))) == 1 for values in zip(*(row.values() for row in df_rows))):
    df = pd.concat([df, pd.DataFrame(df_rows)], ignore_index=True)
elif df_rows:
    df = pd.concat([df, *(pd.DataFrame([row]) for row in df_rows)], ignore_index=True)
# %% set by the next label
df = pd.DataFrame(columns=["word", "n"])
df_rows = []
for word in words:
    df_rows.append([word, len(word) * 1.5])
if len(df_rows) > 1 and df.index.equals(df.reset_index(drop=True).index) and all(len(set(map(type, values))) == 1 for values in zip(*df_rows)):
    df.loc[len(df)] = df_rows[0]
    df = pd.concat([df, pd.DataFrame(df_rows[1:], columns=df.columns, index=range(len(df), len(df) + len(df_rows) - 1))])
else:
    for df_row in df_rows:
        df.loc[len(df)] = df_row
# %% set by the next label, in two loops
df = pd.DataFrame({"a": pd.Series(dtype="int64"), "b": pd.Series(dtype="str")})
df_rows = []
for i in range(3):
    for word in words:
        if i != len(word):
            df_rows.append({"a": i, "b": word})
if len(df_rows) > 1 and df.index.equals(df.reset_index(drop=True).index) and all(len(set(map(type, values))) == 1 for values in zip(*(row.values() for row in df_rows))):
    df.loc[len(df)] = df_rows[0]
    df = pd.concat([df, pd.DataFrame(df_rows[1:], columns=df.columns, index=range(len(df), len(df) + len(df_rows) - 1))])
else:
    for df_row in df_rows:
        df.loc[len(df)] = df_row
# %% set by the next label, values of several types
df = pd.DataFrame(columns=["v", "w"])
df_rows = []
for value in mixed:
    df_rows.append([value, "w"])
if len(df_rows) > 1 and df.index.equals(df.reset_index(drop=True).index) and all(len(set(map(type, values))) == 1 for values in zip(*df_rows)):
    df.loc[len(df)] = df_rows[0]
    df = pd.concat([df, pd.DataFrame(df_rows[1:], columns=df.columns, index=range(len(df), len(df) + len(df_rows) - 1))])
else:
    for df_row in df_rows:
        df.loc[len(df)] = df_row
# %% inside a function [function collect]
def collect(texts):
    found = pd.DataFrame(columns=["text", "n"])
    found_rows = []
    for text in texts:
        if not text:
            continue
        found_rows.append({"text": text, "n": len(text)})
    if found_rows and all(len(set(map(type, values))) == 1 for values in zip(*(row.values() for row in found_rows))):
        found = pd.concat([found, pd.DataFrame(found_rows)], ignore_index=True)
    elif found_rows:
        found = pd.concat([found, *(pd.DataFrame([row]) for row in found_rows)], ignore_index=True)
    return found
# %% dictionaries that are given, of other keys
df = pd.DataFrame()
df_rows = []
for row in records:
    df_rows.append(row)
df_new = pd.DataFrame(df_rows)
if df_rows and not df_new.dtypes.isin(['uint64', 'object']).any() and len(set(map(tuple, df_rows))) == 1 and all(len(set(map(type, values))) == 1 for values in zip(*(row.values() for row in df_rows))):
    df = pd.concat([df, df_new], ignore_index=True)
else:
    for row_2 in df_rows:
        df = pd.concat([df, pd.DataFrame([row_2])], ignore_index=True)
# %% dictionaries of the cell's own
rows = []
for i, value in enumerate(words):
    rows.append({"i": i, "word": value})
df = pd.DataFrame()
df_rows = []
for row in rows:
    df_rows.append(row)
df_new = pd.DataFrame(df_rows, index=[0] * len(df_rows))
if df_rows and not df_new.dtypes.isin(["uint64", "object"]).any() and len(set(map(tuple, df_rows))) == 1 and all(len(set(map(type, values))) == 1 for values in zip(*(row.values() for row in df_rows))):
    df = pd.concat([df, df_new])
else:
    for row_2 in df_rows:
        df = pd.concat([df, pd.DataFrame([row_2])])
# %% columns of one value each
df = pd.DataFrame()
df_rows = []
for row in alike:
    df_rows.append(row)
df_new = pd.DataFrame(df_rows)
if df_rows and not df_new.dtypes.isin(['uint64', 'object']).any() and len(set(map(tuple, df_rows))) == 1 and all(len(set(map(type, values))) == 1 for values in zip(*(row.values() for row in df_rows))):
    df = pd.concat([df, df_new], ignore_index=True)
else:
    for row_2 in df_rows:
        df = pd.concat([df, pd.DataFrame([row_2])], ignore_index=True)
