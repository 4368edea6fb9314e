import numpy as np

table = np.random.default_rng(0).normal(size=(30, 8))
cube = np.random.default_rng(0).normal(size=(3, 4, 5))
axis = 1
# %% sorted rows
ordered = np.apply_along_axis(sorted, 1, table)
# %% numbers of several types
signs = np.apply_along_axis(lambda row: row[0] if row[0] > 0 else 0, 1, table)
# %% three axes
spread = np.apply_along_axis(lambda row: row.max() - row.min(), 1, cube)
# %% further arguments
parts = np.apply_along_axis(np.percentile, 1, table, 50)
# %% an axis that isn't known
spread = np.apply_along_axis(lambda row: row.max() - row.min(), axis, table)
# %% a function that prints
def told(row):
    print(row)
    return row.sum()


sums = np.apply_along_axis(told, 1, table)
