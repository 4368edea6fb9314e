import numpy as np

table = np.random.default_rng(0).normal(size=(30, 8))
whole = np.random.default_rng(1).integers(0, 50, (30, 8))
CALLS = [(table,), (whole,), (table[:1],)]
# %% spreads of rows
spread = np.apply_along_axis(lambda row: row.max() - row.min(), 1, table)
# %% rows that are scaled
scaled = np.apply_along_axis(lambda row: row / row.sum(), 1, table)
# %% columns that are scaled
scaled = np.apply_along_axis(lambda col: (col - col.mean()) / col.std(), 0, table)
# %% a function of numpy, and one of one's own
def length(row):
    total = np.sum(row ** 2)
    return np.sqrt(total)


means = np.apply_along_axis(np.mean, 0, table)
lengths = np.apply_along_axis(length, 1, table)
# %% places of the greatest
places = np.apply_along_axis(np.argmax, 1, whole)
# %% in a function [function centred]
def centred(values):
    return np.apply_along_axis(lambda row: row - row.mean(), 1, values)
