import numpy as np
import pandas as pd

words = ["x", "yy", "zzz"]
records = [{"n": 1, "word": "x"}, {"n": 2, "word": "yy"}]
columns = [{"n": [1]}, {"n": [2]}]
given = pd.DataFrame({"word": ["w"], "n": [0]})
# %% the frame is read in the loop
df = pd.DataFrame(columns=["word", "n"])
for word in words:
    df.loc[len(df)] = [word, len(word)]
    print(df.shape)
# %% another label
df = pd.DataFrame(columns=["word", "n"])
for i, word in enumerate(words):
    df.loc[i] = [word, len(word)]
# %% a frame of several rows
df = pd.DataFrame()
for word in words:
    df = pd.concat([df, pd.DataFrame({"c": list(word)})], ignore_index=True)
# %% a frame that others know
for word in words:
    given.loc[len(given)] = [word, len(word)]
# %% another name for it
df = pd.DataFrame(columns=["word", "n"])
same = df
for word in words:
    df.loc[len(df)] = [word, len(word)]
# %% a loop that may be left for good
def first(words):
    df = pd.DataFrame(columns=["word", "n"])
    for word in words:
        df.loc[len(df)] = [word, len(word)]
        if len(word) > 1:
            return df


answer = first(words)
# %% other options
df = pd.DataFrame()
for word in words:
    df = pd.concat([df, pd.DataFrame([{"word": word}])], axis=1)
# %% once only
df = pd.concat([given, pd.DataFrame([{"word": "q", "n": 1}])], ignore_index=True)
# %% the row is looked at afterwards
df = pd.DataFrame()
for word in words:
    row = pd.DataFrame([{"word": word}])
    df = pd.concat([df, row], ignore_index=True)
print(row)
# %% a dictionary that grows
df = pd.DataFrame()
row = {}
for word in words:
    row[word] = 1
    df = pd.concat([df, pd.DataFrame([row])], ignore_index=True)
# %% the frame of a caller
def add(df):
    for word in words:
        df.loc[len(df)] = [word, len(word)]


add(given)
# %% given dictionaries that change
df = pd.DataFrame()
for row in records:
    df = pd.concat([df, pd.DataFrame([row])], ignore_index=True)
    row["word"] = "seen"
# %% lists of columns
df = pd.DataFrame()
for row in columns:
    df = pd.concat([df, pd.DataFrame(row, index=[0])], ignore_index=True)
