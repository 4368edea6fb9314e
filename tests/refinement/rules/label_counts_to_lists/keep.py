import numpy as np
import pandas as pd

words = ["red", "green", "blue"]
posts = [["red", "green"], ["green", "blue"]]
# %% the table is read in the loop
table = pd.DataFrame(0, index=words, columns=words)
for a, b in posts:
    table.loc[a, b] += 1
    if table.loc[a, b] > 1:
        break
# %% the table is used as a whole
table = pd.DataFrame(0, index=words, columns=words)
totals = []
for a, b in posts:
    table.loc[a, b] += 1
    totals.append(table.sum().sum())
# %% a label that may be new
table = pd.DataFrame(0, index=words, columns=words)
for a, b in posts:
    table.loc[a, b] = 1
# %% errors that are caught
table = pd.DataFrame(0, index=words, columns=words)
for a, b in posts:
    try:
        table.loc[a, b] += 1
    except KeyError:
        pass
# %% several places at once
table = pd.DataFrame(0, index=words, columns=words)
for a, b in posts:
    table.loc[a, [b]] += 1
# %% known by another name
table = pd.DataFrame(0, index=words, columns=words)
same = table
for a, b in posts:
    table.loc[a, b] += 1
    same.loc[b, a] = 2
# %% texts
table = pd.DataFrame("", index=words, columns=words)
for a, b in posts:
    table.loc[a, b] += "x"
