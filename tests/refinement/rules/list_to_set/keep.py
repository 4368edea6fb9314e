words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
seen = []
nested = [[i] for i in range(20)]
stream = (w for w in stop)
text = "w1 w2 w3 w4 w5 w6"


def learn(word):
    stop.append(word)
# %% the list grows in the loop
for w in words:
    if w not in stop:
        stop.append(w)
# %% set is something else
set = list
kept = [w for w in words if w in stop]
# %% elements that can't be hashed
kept = [n for n in nested if n in nested]
# %% a generator
kept = [w for w in words if w in stream]
# %% a string
kept = [w for w in words if w in text]
# %% looked up once
found = "w3" in stop
# %% a function changes it
for w in words:
    if w not in stop:
        learn(w)
# %% another name for it
other = stop
for w in words:
    if w in stop:
        other.append(w + w)
# %% rebound in the loop
for w in words:
    if w in stop:
        stop = stop[1:]
# %% the iterable of the comprehension, looked at once
kept = [c for c in ("yes" if "w3" in stop else "no")]
# %% a list of few
few = ["a", "b"]
kept = [w for w in words if w in few]
# %% unknown
def keep(items, banned):
    return [i for i in items if i in banned]
# %% one list of many, which may not be there
def missing(groups, key, items):
    found = []
    for item in items:
        if len(item) > 9 and item in groups[key]:
            found.append(item)
    return found


kept = missing({"a": stop}, "b", words)
# %% one list of many, which grows
def growing(groups, key, items):
    for item in items:
        if item not in groups[key]:
            groups[key].append(item)
    return groups


kept = growing({"a": list(stop)}, "a", words)
# %% one list of many, which grows by another name
def other_name(groups, key, items):
    mine = groups[key]
    for item in items:
        if item not in groups[key]:
            mine.append(item)
    return groups


kept = other_name({"a": list(stop)}, "a", words)
# %% short lists
def few(groups, key, items):
    return [item for item in items if item in groups[key]]


kept = few({"a": ["w1", "w2"]}, "a", words)
# %% an inner function appends to it
def reached(roads, places):
    seen = ["here"]

    def visit(place):
        seen.append(place)

    found = []
    for place in places:
        if place not in seen:
            visit(place)
            found.append(place)
    return found


found = reached({}, ["a", "b", "a", "here", "b"])
