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
for line in lines:
    parts = line.split(";")
    row = pd.DataFrame({"name": [parts[0]], "n": [int(parts[1])], "x": [float(parts[2])]})
    df = pd.concat([df, row], ignore_index=True)
# %% a list of a dictionary, from nothing
df = pd.DataFrame()
for i, word in enumerate(words):
    row = {"word": word, "n": len(word)}
    df = pd.concat([df, pd.DataFrame([row])], ignore_index=True)
# %% under a condition, with the labels of the parts
df = pd.DataFrame({"word": ["w"], "n": [0]})
for w in words:
    if len(w) > 1:
        df = pd.concat([df, pd.DataFrame({"word": w, "n": len(w)}, index=[0])])
# %% values of several types
df = pd.DataFrame(columns=["v", "w"])
for value in mixed:
    df = pd.concat([df, pd.DataFrame([[value, "w"]], columns=["v", "w"])], ignore_index=True)
# %% set by the next label
df = pd.DataFrame(columns=["word", "n"])
for word in words:
    df.loc[len(df)] = [word, len(word) * 1.5]
# %% set by the next label, in two loops
df = pd.DataFrame({"a": pd.Series(dtype="int64"), "b": pd.Series(dtype="str")})
for i in range(3):
    for word in words:
        if i != len(word):
            df.loc[len(df)] = {"a": i, "b": word}
# %% set by the next label, values of several types
df = pd.DataFrame(columns=["v", "w"])
for value in mixed:
    df.loc[len(df)] = [value, "w"]
# %% inside a function [function collect]
def collect(texts):
    found = pd.DataFrame(columns=["text", "n"])
    for text in texts:
        if not text:
            continue
        found = pd.concat([found, pd.DataFrame([{"text": text, "n": len(text)}])], ignore_index=True)
    return found
# %% dictionaries that are given, of other keys
df = pd.DataFrame()
for row in records:
    df = pd.concat([df, pd.DataFrame([row])], ignore_index=True)
# %% dictionaries of the cell's own
rows = []
for i, value in enumerate(words):
    rows.append({"i": i, "word": value})
df = pd.DataFrame()
for row in rows:
    df = pd.concat([df, pd.DataFrame([row])])
# %% columns of one value each
df = pd.DataFrame()
for row in alike:
    df = pd.concat([df, pd.DataFrame(row, index=[0])], ignore_index=True)
