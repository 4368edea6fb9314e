import numpy as np
import pandas as pd

words = ["red", "green", "blue"]
posts = [["red", "green"], ["green", "blue"], ["red", "red", "blue"]]
sales = pd.DataFrame(
    {"shop": ["A", "B", "A"], "day": ["Mon", "Tue", "Tue"], "amount": [1.5, 2.0, 0.25], "n": [1, 2, 3]}
)
# %% pairs
table = pd.DataFrame(0, index=words, columns=words)
if len(table) and table.index.is_unique and table.columns.is_unique and set(table.dtypes.astype(str)) in ({"int64"}, {"float64"}):
    table_rows = {label: place for place, label in enumerate(table.index)}
    table_columns = {label: place for place, label in enumerate(table.columns)}
    table_values = table.to_numpy().tolist()
    for post in posts:
        for a in post:
            for b in post:
                if a != b:
                    table_values[table_rows[a]][table_columns[b]] += 1
    table.iloc[:, :] = table_values
else:
    for post in posts:
        for a in post:
            for b in post:
                if a != b:
                    table.loc[a, b] += 1
# %% steps, written out
table = pd.DataFrame(np.zeros((3, 3)), index=words, columns=words)
if len(table) and table.index.is_unique and table.columns.is_unique and set(table.dtypes.astype(str)) in ({"int64"}, {"float64"}):
    table_rows = {label: place for place, label in enumerate(table.index)}
    table_columns = {label: place for place, label in enumerate(table.columns)}
    table_values = table.to_numpy().tolist()
    for post in posts:
        for i in range(1, len(post)):
            table_values[table_rows[post[i - 1]]][table_columns[post[i]]] = table_values[table_rows[post[i - 1]]][table_columns[post[i]]] + 1
    table.iloc[:, :] = table_values
else:
    for post in posts:
        for i in range(1, len(post)):
            table.at[post[i - 1], post[i]] = table.at[post[i - 1], post[i]] + 1
# %% sums of a column
grid = pd.DataFrame(0.0, index=["A", "B"], columns=["Mon", "Tue"])
if len(grid) and grid.index.is_unique and grid.columns.is_unique and (set(grid.dtypes.astype(str)) == {"float64"} or set(grid.dtypes.astype(str)) == {"int64"} and sales["amount"].dtype == "int64" and sales["amount"].between(-1e9, 1e9).all()):
    grid_rows = {label: place for place, label in enumerate(grid.index)}
    grid_columns = {label: place for place, label in enumerate(grid.columns)}
    grid_values = grid.to_numpy().tolist()
    for shop, day, amount in zip(sales["shop"], sales["day"], sales["amount"]):
        grid_values[grid_rows[shop]][grid_columns[day]] += amount
    grid.iloc[:, :] = grid_values
else:
    for shop, day, amount in zip(sales["shop"], sales["day"], sales["amount"]):
        grid.loc[shop, day] += amount
# %% whole numbers of a column, and a name that is bound again
grid = pd.DataFrame(0, index=["A", "B"], columns=["Mon", "Tue"])
if len(grid) and isinstance(grid, pd.DataFrame) and grid.index.is_unique and grid.columns.is_unique and (set(grid.dtypes.astype(str)) == {"float64"} or set(grid.dtypes.astype(str)) == {"int64"} and sales["n"].dtype == "int64" and sales["n"].between(-1e9, 1e9).all()):
    grid_rows = {label: place for place, label in enumerate(grid.index)}
    grid_columns = {label: place for place, label in enumerate(grid.columns)}
    grid_values = grid.to_numpy().tolist()
    for shop, day, n in zip(sales["shop"], sales["day"], sales["n"].tolist()):
        grid_values[grid_rows[shop]][grid_columns[day]] += n
    grid.iloc[:, :] = grid_values
else:
    for shop, day, n in zip(sales["shop"], sales["day"], sales["n"].tolist()):
        grid.at[shop, day] += n
grid = grid.sort_index()
# %% both ways, and what it goes through
table = pd.DataFrame(0.0, index=words, columns=words)
if len(table) and table.index.is_unique and table.columns.is_unique and set(table.dtypes.astype(str)) == {"float64"}:
    table_rows = {label: place for place, label in enumerate(table.index)}
    table_columns = {label: place for place, label in enumerate(table.columns)}
    table_values = table.to_numpy().tolist()
    for a in table.index:
        for b in table.columns:
            for post in posts:
                if a in post and b in post:
                    table_values[table_rows[a]][table_columns[b]] += 1 / len(post)
                    table_values[table_rows[b]][table_columns[a]] -= 0.5
    table.iloc[:, :] = table_values
else:
    for a in table.index:
        for b in table.columns:
            for post in posts:
                if a in post and b in post:
                    table.loc[a, b] += 1 / len(post)
                    table.loc[b, a] -= 0.5
# %% a Series
counts = pd.Series(0, index=words)
if len(counts) and counts.index.is_unique and {str(counts.dtype)} in ({"int64"}, {"float64"}):
    counts_rows = {label: place for place, label in enumerate(counts.index)}
    counts_values = counts.to_numpy().tolist()
    for post in posts:
        for word in post:
            counts_values[counts_rows[word]] += 1
    counts.iloc[:] = counts_values
else:
    for post in posts:
        for word in post:
            counts[word] += 1
# %% a Series by its label
totals = pd.Series(0.0, index=["A", "B"])
if len(totals) and totals.index.is_unique and ({str(totals.dtype)} == {"float64"} or {str(totals.dtype)} == {"int64"} and sales["amount"].dtype == "int64" and sales["amount"].between(-1e9, 1e9).all()):
    totals_rows = {label: place for place, label in enumerate(totals.index)}
    totals_values = totals.to_numpy().tolist()
    for shop, amount in zip(sales["shop"], sales["amount"]):
        totals_values[totals_rows[shop]] += amount
    totals.iloc[:] = totals_values
else:
    for shop, amount in zip(sales["shop"], sales["amount"]):
        totals.loc[shop] += amount
