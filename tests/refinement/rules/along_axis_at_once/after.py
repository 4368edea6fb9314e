import numpy as np

table = np.random.default_rng(0).normal(size=(30, 8))
whole = np.random.default_rng(1).integers(0, 50, (30, 8))
CALLS = [(table,), (whole,), (table[:1],)]
# %% spreads of rows
if len(table) > 0 and table.size > 0:
    spread = table.max(axis=-1) - table.min(axis=-1)
else:
    spread = np.apply_along_axis(lambda row: row.max() - row.min(), 1, table)
# %% rows that are scaled
if len(table) > 0 and table.size > 0 and not (abs(table) > 1e100).any():
    scaled = table / table.sum(axis=-1)[:, None]
else:
    scaled = np.apply_along_axis(lambda row: row / row.sum(), 1, table)
# %% columns that are scaled
if table.shape[1] > 0 and table.size > 0 and not (abs(table) > 1e100).any():
    scaled = ((table.T - table.T.mean(axis=-1)[:, None]) / table.T.std(axis=-1)[:, None]).T
else:
    scaled = np.apply_along_axis(lambda col: (col - col.mean()) / col.std(), 0, table)
# %% a function of numpy, and one of one's own
def length(row):
    total = np.sum(row ** 2)
    return np.sqrt(total)


if table.shape[1] > 0 and table.size > 0 and not (abs(table) > 1e100).any():
    means = table.T.mean(axis=-1)
else:
    means = np.apply_along_axis(np.mean, 0, table)
if (
    len(table) > 0
    and table.size > 0
    and len(table) * table.shape[1] <= 2**25
    and not (abs(table) > 1e100).any()
):
    lengths = np.sqrt((table ** 2).sum(axis=-1))
else:
    lengths = np.apply_along_axis(length, 1, table)
# %% places of the greatest
if len(whole) > 0 and whole.size > 0:
    places = whole.argmax(axis=-1)
else:
    places = np.apply_along_axis(np.argmax, 1, whole)
# %% in a function [function centred]
def centred(values):
    if (
        type(values) is np.ndarray and values.dtype == np.float64 and values.ndim == 2
        and len(values) > 0
        and values.size > 0
        and not (abs(values) > 1e100).any()
    ):
        return values - values.mean(axis=-1)[:, None]
    else:
        return np.apply_along_axis(lambda row: row - row.mean(), 1, values)
