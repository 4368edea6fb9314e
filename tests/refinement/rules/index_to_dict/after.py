words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

CALLS = [(list(range(20)), [3, 4, 3]), (list("abcabcabc"), ["b"])]
names = [f"w{i}" for i in range(60)]
# %% in a comprehension
names_index = {item: i for i, item in reversed(list(enumerate(names)))}
places = [(names_index[w] if w in names_index else names.index(w)) for w in words]
# %% in a loop
total = 0
names_index = {item: i for i, item in reversed(list(enumerate(names)))}
for w in words:
    total += (names_index[w] if w in names_index else names.index(w))  # where it is
# %% first of several
data_index = {item: i for i, item in reversed(list(enumerate(data)))}
places = [(data_index[x] if x in data_index else data.index(x)) for x in data]
# %% not there [function place]
def place(items, wanted):
    items_index = {item: i for i, item in reversed(list(enumerate(items)))}
    return [(items_index[x] if x in items_index else items.index(x)) for x in wanted]
# %% asked for first [function lines]
def lines(items, wanted):
    found = []
    items_index = {item: i for i, item in reversed(list(enumerate(items)))}
    for x in wanted:
        if x in items_index:
            found.append(items_index[x])
        else:
            found.append(None)
    return found
