import numpy as np

values = [1.5, 2.0, 3.25, 4.0]
counts = [3, 1, 2]
table = np.arange(12.0).reshape(4, 3)
out = np.zeros(3)


def half(x):
    return x / 2
# %% numbers
found = np.array([])
found_parts = []
for v in values:
    found_parts.append(v * 2)
if found_parts:
    found = np.append(found, found_parts)
# %% under a condition
found = np.array([], dtype=int)
found_parts = []
for i in range(len(counts)):
    # only the large ones
    if counts[i] > 1:
        found_parts.append(counts[i])
if found_parts:
    found = np.append(found, found_parts)
# %% rows
stacked = np.empty((0, 3))
stacked_parts = []
for row in table:
    stacked_parts.append(row)
if stacked_parts:
    stacked = np.vstack([stacked, *stacked_parts])
# %% rows along an axis
grown = np.empty((0, 3))
grown_parts = []
for i in range(4):
    grown_parts.append([table[i] * 2])
if grown_parts:
    grown = np.concatenate([grown, *grown_parts], axis=0)
# %% arrays
joined = np.array([0.0])
joined_parts = []
for c in counts:
    joined_parts.append(np.ones(c))
if joined_parts:
    joined = np.concatenate([joined, *joined_parts])
# %% nested loops
pairs = np.array([])
pairs_parts = []
for v in values:
    for c in counts:
        pairs_parts.append(v + c)
if pairs_parts:
    pairs = np.append(pairs, pairs_parts)
# %% while
i = 0
seen = np.zeros(1)
seen_parts = []
while i < 5:
    seen_parts.append(half(i))
    i += 1
if seen_parts:
    seen = np.hstack([seen, *seen_parts])
# %% rows that are made anew
coded = np.empty((0, 3))
coded_parts = []
for c in counts:
    row = np.zeros(3)
    row[c - 1] = 1
    coded_parts.append(row)
if coded_parts:
    coded = np.vstack([coded, *coded_parts])
