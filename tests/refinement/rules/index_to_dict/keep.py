words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

few = ["w1", "w2"]
# %% elements that can't be hashed
places = [nested.index(x) for x in nested * 5]
# %% looked for once
place = words.index("w1")
# %% the list changes
for w in list(words):
    del words[words.index(w)]
# %% a string
places = ["abcdefghijkl".index(c) for c in "abc"]
# %% a list of few
places = [few.index(w) for w in few]
# %% from a place on
places = [data.index(x, 0) for x in data]
# %% what is looked for is worked out
places = [words.index(w.strip()) for w in words]
# %% a list that may not be there
if len(words) < 3:
    wanted = list(words)
places = []
for w in words:
    if len(words) < 3:
        places.append(wanted.index(w))
# %% a list that a function may not have
def found_in(rows, known):
    if known:
        every = sorted(known)
    places = []
    for row in rows:
        if known:
            places.append(every.index(row))
    return places


places = found_in(data, [])
# %% a list that is unbound again
every = sorted(data)
del every
places = []
for x in data[:0]:
    places.append(every.index(x))
