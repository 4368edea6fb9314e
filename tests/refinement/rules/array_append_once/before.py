import numpy as np

values = [1.5, 2.0, 3.25, 4.0]
counts = [3, 1, 2]
table = np.arange(12.0).reshape(4, 3)
out = np.zeros(3)


def half(x):
    return x / 2
# %% numbers
found = np.array([])
for v in values:
    found = np.append(found, v * 2)
# %% under a condition
found = np.array([], dtype=int)
for i in range(len(counts)):
    # only the large ones
    if counts[i] > 1:
        found = np.append(found, counts[i])
# %% rows
stacked = np.empty((0, 3))
for row in table:
    stacked = np.vstack([stacked, row])
# %% rows along an axis
grown = np.empty((0, 3))
for i in range(4):
    grown = np.append(grown, [table[i] * 2], axis=0)
# %% arrays
joined = np.array([0.0])
for c in counts:
    joined = np.concatenate((joined, np.ones(c)))
# %% nested loops
pairs = np.array([])
for v in values:
    for c in counts:
        pairs = np.append(pairs, v + c)
# %% while
i = 0
seen = np.zeros(1)
while i < 5:
    seen = np.hstack((seen, half(i)))
    i += 1
# %% rows that are made anew
coded = np.empty((0, 3))
for c in counts:
    row = np.zeros(3)
    row[c - 1] = 1
    coded = np.vstack([coded, row])
