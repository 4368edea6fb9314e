words = [f"w{i * i % 37}" for i in range(60)]
nested = [[1], [2], [1]]


def take(chosen=iter(range(1000))):
    return next(chosen) % 7
# %% elements that can't be hashed
seen = []
places = []
for x in nested:
    if x not in seen:
        seen.append(x)
    places.append(seen.index(x))
# %% taken away again
seen = []
places = []
for w in words:
    if w not in seen:
        seen.append(w)
    places.append(seen.index(w))
    if len(seen) > 3:
        seen.remove("w0")
# %% another name for it
seen = []
other = seen
places = []
for w in words:
    if w not in seen:
        seen.append(w)
    places.append(seen.index(w))
    if len(places) == 5:
        other.reverse()
# %% what is searched is made anew each time
numbers = list(range(7))
places = []
for w in words:
    places.append(numbers.index(take()))
    numbers.append(len(places))
# %% from a place on
seen = ["w0"]
places = []
for w in words:
    seen.append(w)
    places.append(seen.index(w, 1))
# %% nothing is searched
seen = []
for w in words:
    if w not in seen:
        seen.append(w)
# %% a dictionary's own
enumerate = zip
seen = []
places = []
for w in words:
    seen.append(w)
    places.append(seen.index(w))
