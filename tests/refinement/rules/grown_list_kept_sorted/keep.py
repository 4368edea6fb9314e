whole = [5, 3, 9, 3, 7]
mixed = [1, "a", 2]
records = [{"n": 1}, {"n": 0}]
CALLS = [([5, 3, 9, 1],), ([],)]
# %% it isn't repeated
history = []
for x in whole:
    history.append(x)
w = sorted(history)
# %% it loses elements
history = []
for x in whole:
    history.append(x)
    w = sorted(history)
    if len(history) > 3:
        history.pop(0)
# %% it changes in place
history = []
for x in whole:
    history.append(x)
    history[0] = x
    w = sorted(history)
# %% by a key
history = []
for x in records:
    history.append(x["n"])
    w = sorted(history, key=lambda n: -n)
# %% what has no order
history = []
for x in mixed:
    history.append(str(x) if x == 2 else x)
    w = sorted(history, key=str)
# %% another name for it
history = []
other = history
for x in whole:
    other.append(x)
    history.append(x)
    w = sorted(history)
# %% a new list in each round [function rounds]
def rounds(numbers):
    found = []
    for n in numbers:
        part = []
        part.append(n)
        found.append(sorted(part))
    return found
