words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

CALLS = [([1, 2, 3], {1, 5}), ([], set())]
table = {w: i for i, w in enumerate(words)}
# %% keys
hits = [w for w in words if w in table.keys()]
# %% a list of keys
n = 0
for w in words:
    if w not in list(table.keys()):  # new
        n += 1
# %% a list of a dict
hits = [w for w in words if w in list(table)]
# %% sorted numbers
hits = [x for x in range(10) if x in sorted(data)]
# %% in a function [function known]
def known(items, seen):
    return [x for x in items if x in list(seen)]
# %% gone through without change
hits = [w for w in words if w in [w for w in table]]
