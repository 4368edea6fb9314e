words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

CALLS = [([1, 2, 1], 1), ([], 5), (["a", "b"], "a"), ([1, 2], 3)]
# %% a flag
found = False
for x in data:
    if x == 9:  # there
        found = True
        break
# %% in a function [function contains]
def contains(items, wanted):
    for item in items:
        if wanted == item:
            return True
    return False
# %% for each of some
kept = []
for w in ["w1", "w2", "w40"]:
    known = False
    for x in words:
        if x == w:
            known = True
            break
    if not known:
        kept.append(w)
