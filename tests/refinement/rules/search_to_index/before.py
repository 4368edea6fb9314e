words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
nested = [[1], [2], [1]]
text = "to be or not to be"
nan = float("nan")
CALLS = [([1, 2, 1], 1), ([], 5), (["a", "b"], "b"), ([1, 2], 3)]
# %% places
pos = -1
for i in range(len(data)):
    if data[i] == 9:  # the first
        pos = i
        break
# %% in a function [function find]
def find(items, wanted):
    for i, item in enumerate(items):
        if wanted == item:
            return i
    return -1
# %% nothing found
# where it is
at = None
for i, x in enumerate(words):
    if x == "nowhere":
        at = i
        break
# %% else
wanted = "w36"
for i in range(len(words)):
    if words[i] == wanted:
        place = i
        break
else:
    place = None
# %% a character, for each of some
found = []
for w in ["w1", "w2", "w40"]:
    where = 0
    first = -1
    for i in range(len(words)):
        if w == words[i]:
            where = i
            break
    for i in range(len(text)):
        if text[i] == "b":
            first = i
            break
    found.append((where, first))
