import numpy as np
import pandas as pd

words = ["red", "green", "blue"]
posts = [["red", "green"], ["green", "blue"], ["red", "red", "blue"]]
sales = pd.DataFrame(
    {"shop": ["A", "B", "A"], "day": ["Mon", "Tue", "Tue"], "amount": [1.5, 2.0, 0.25], "n": [1, 2, 3]}
)
# %% pairs
table = pd.DataFrame(0, index=words, columns=words)
for post in posts:
    for a in post:
        for b in post:
            if a != b:
                table.loc[a, b] += 1
# %% steps, written out
table = pd.DataFrame(np.zeros((3, 3)), index=words, columns=words)
for post in posts:
    for i in range(1, len(post)):
        table.at[post[i - 1], post[i]] = table.at[post[i - 1], post[i]] + 1
# %% sums of a column
grid = pd.DataFrame(0.0, index=["A", "B"], columns=["Mon", "Tue"])
for shop, day, amount in zip(sales["shop"], sales["day"], sales["amount"]):
    grid.loc[shop, day] += amount
# %% whole numbers of a column, and a name that is bound again
grid = pd.DataFrame(0, index=["A", "B"], columns=["Mon", "Tue"])
for shop, day, n in zip(sales["shop"], sales["day"], sales["n"].tolist()):
    grid.at[shop, day] += n
grid = grid.sort_index()
# %% both ways, and what it goes through
table = pd.DataFrame(0.0, index=words, columns=words)
for a in table.index:
    for b in table.columns:
        for post in posts:
            if a in post and b in post:
                table.loc[a, b] += 1 / len(post)
                table.loc[b, a] -= 0.5
# %% a Series
counts = pd.Series(0, index=words)
for post in posts:
    for word in post:
        counts[word] += 1
# %% a Series by its label
totals = pd.Series(0.0, index=["A", "B"])
for shop, amount in zip(sales["shop"], sales["amount"]):
    totals.loc[shop] += amount
