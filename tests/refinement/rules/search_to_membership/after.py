words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

CALLS = [([1, 2, 1], 1), ([], 5), (["a", "b"], "a"), ([1, 2], 3)]
# %% a flag
found = False
# there
if 9 in data:
    found = True
# %% in a function [function contains]
def contains(items, wanted):
    if wanted in items:
        return True
    return False
# %% for each of some
kept = []
for w in ["w1", "w2", "w40"]:
    known = False
    if w in words:
        known = True
    if not known:
        kept.append(w)
