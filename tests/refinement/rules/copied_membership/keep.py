words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

table = {w: i for i, w in enumerate(words)}


class Keyed:
    def keys(self):
        return ["w1"]


keyed = Keyed()
stream = (w for w in words)
# %% what is looked for can't be hashed
hits = [x for x in nested if x in list(table)]
# %% values
hits = [x for x in data if x in table.values()]
# %% not a dict
hits = [w for w in words if w in keyed.keys()]
# %% an iterator is used up
hits = [w for w in words if w in list(stream)]
# %% sorted, which may raise
hits = [x for x in data if x in sorted(floats + words)]
# %% list is something else
list = sorted
hits = [w for w in words if w in list(table)]
# %% sorted by a key that may raise
hits = [x for x in data if x in sorted(data, key=len)]
# %% a set of a list
hits = [x for x in data if x in set(data)]
# %% gone through, but not all
hits = [x for x in range(10) if x in [d for d in data if d > 3]]
# %% gone through and changed
hits = [x for x in range(10) if x in [d + 1 for d in data]]
# %% gone through and something else taken
hits = [x for x in range(10) if x in [data for d in data]]
