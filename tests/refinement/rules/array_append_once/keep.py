import numpy as np

values = [1.5, 2.0, 3.25, 4.0]
counts = [3, 1, 2]
CALLS = [(1,), (9,)]
table = np.arange(12.0).reshape(4, 3)
out = np.zeros(3)


def half(x):
    return x / 2
# %% read in the loop
found = np.array([])
for v in values:
    found = np.append(found, v + found.sum())
# %% what is appended changes afterwards
grown = np.empty((0, 3))
for row in table:
    out += row
    grown = np.append(grown, [out], axis=0)
# %% changed in place
grown = np.empty((0, 3))
for row in table:
    grown = np.vstack([grown, out])
    out[0] = row[0]
# %% put before
found = np.array([])
for v in values:
    found = np.append(v, found)
# %% left by return [function first]
def first(limit):
    found = np.array([])
    for v in values:
        found = np.append(found, v)
        if v > limit:
            return found
    return found
# %% two at once
found = np.array([])
for v in values:
    found = np.append(found, v)
    found = np.append(found, -v)
# %% a list
found = []
for v in values:
    found.append(v)
# %% a row that is changed afterwards
coded = np.empty((0, 3))
for v in values:
    row = np.zeros(3)
    coded = np.vstack([coded, row])
    row[0] = v
# %% a row that the next round changes under another name
coded = np.empty((0, 3))
before = np.zeros(3)
for v in values:
    row = np.zeros(3)
    before[0] = v
    coded = np.vstack([coded, row])
    before = row
