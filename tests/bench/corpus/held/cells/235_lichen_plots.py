"""Ecologist simulates lichen spreading on a wall with a rule on the eight neighbours.

expect: faster
about: counts neighbours cell by cell with a small slice sum; shifted sums of the whole padded array.
"""
# %% setup
import numpy as np

rng = np.random.default_rng(48)
wall = (rng.random((70, 90)) < 0.3).astype(int)

# %% cell
def neighbours(a, r, c):
    return a[max(r - 1, 0):r + 2, max(c - 1, 0):c + 2].sum() - a[r, c]

age = np.zeros(wall.shape, dtype=int)
state = wall.copy()
cover = [int(state.sum())]
for year in range(12):
    new = state.copy()
    for r in range(state.shape[0]):
        for c in range(state.shape[1]):
            k = neighbours(state, r, c)
            if state[r, c] == 1:
                if k < 2 or k > 5:
                    new[r, c] = 0
                    age[r, c] = 0
                else:
                    age[r, c] += 1
            elif k == 3 or k == 4:
                new[r, c] = 1
    state = new
    cover.append(int(state.sum()))

oldest = np.argwhere(age == age.max())
print("cover per year", cover)
print("oldest", age.max(), "years at", oldest[0], "of", len(oldest))
