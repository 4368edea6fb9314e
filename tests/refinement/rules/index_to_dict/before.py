words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

CALLS = [(list(range(20)), [3, 4, 3]), (list("abcabcabc"), ["b"])]
names = [f"w{i}" for i in range(60)]
# %% in a comprehension
places = [names.index(w) for w in words]
# %% in a loop
total = 0
for w in words:
    total += names.index(w)  # where it is
# %% first of several
places = [data.index(x) for x in data]
# %% not there [function place]
def place(items, wanted):
    return [items.index(x) for x in wanted]
# %% asked for first [function lines]
def lines(items, wanted):
    found = []
    for x in wanted:
        if x in items:
            found.append(items.index(x))
        else:
            found.append(None)
    return found
