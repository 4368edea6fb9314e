words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
nested = [[1], [2], [1]]
text = "to be or not to be"
nan = float("nan")
CALLS = [([1, 2, 1], 1), ([], 5), (["a", "b"], "b"), ([1, 2], 3)]
# %% places
# the first
try:
    pos = data.index(9)
except ValueError:
    pos = -1
# %% in a function [function find]
def find(items, wanted):
    try:
        return items.index(wanted)
    except ValueError:
        pass
    return -1
# %% nothing found
# where it is
at = None
try:
    at = words.index("nowhere")
except ValueError:
    pass
# %% else
wanted = "w36"
try:
    place = words.index(wanted)
except ValueError:
    place = None
# %% a character, for each of some
found = []
for w in ["w1", "w2", "w40"]:
    where = 0
    first = -1
    try:
        where = words.index(w)
    except ValueError:
        pass
    try:
        first = text.index("b")
    except ValueError:
        pass
    found.append((where, first))
