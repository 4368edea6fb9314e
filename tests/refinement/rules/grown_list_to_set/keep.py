words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

class Odd:
    pass


objects = [Odd(), Odd()]


def peek():
    return len(seen)
# %% elements that can't be hashed
seen = []
for x in nested:
    if x not in seen:
        seen.append(x)
# %% taken away again
seen = []
for w in words:
    if w not in seen:
        seen.append(w)
    if len(seen) > 3:
        seen.remove("w0")
# %% sorted in the loop
seen = []
for w in words:
    if w not in seen:
        seen.append(w)
        seen.sort()
# %% another name for it
seen = []
other = seen
for w in words:
    if w not in seen:
        seen.append(w)
        other.pop()
# %% a function may see it
def add(w):
    seen.insert(0, w)


seen = []
for w in words:
    if w not in seen:
        seen.append(w)
        add(w)
# %% rebound
seen = []
for w in words:
    if w not in seen:
        seen.append(w)
    seen = seen[1:]
# %% objects with an equality of their own
seen = []
for o in objects:
    if o not in seen:
        seen.append(o)
# %% unknown
def unique(items):
    seen = []
    for x in items:
        if x not in seen:
            seen.append(x)
    return seen
# %% set is something else
set = list
seen = []
for w in words:
    if w not in seen:
        seen.append(w)
# %% a list that stays short
for row in range(3):
    kept = []
    for k in range(9):
        n = (k * row) % 4
        if n not in kept:
            kept.append(n)
# %% lists that are written out, and given away
def reached(n):
    visited = [[0, 0]]
    for a in range(n):
        if [a % 3, a] not in visited:
            visited.append([a % 3, a])
    return visited


answer = reached(30)
