names = ["Ulm", "Bonn", "Rom"]
floats = [0.5, float("nan")]
asked = ["Bonn", "Kiel"]
CALLS = [([3, 1, 3], [1, 3, 9]), ([], [2])]
# %% it doesn't begin at the first
for part in asked:
    i = 1
    while i < len(names) and names[i] != part:
        i += 1
# %% each round does something
steps = 0
for part in asked:
    i = 0
    while i < len(names) and names[i] != part:
        i += 1
        steps += 1
# %% what may be a NaN
for part in floats:
    i = 0
    while i < len(floats) and floats[i] != part:
        i += 1
# %% every second
for part in asked:
    i = 0
    while i < len(names) and names[i] != part:
        i += 2
# %% another limit
for part in asked:
    i = 0
    while i < 2 and names[i] != part:
        i += 1
# %% the place is looked at first
for part in asked:
    i = 0
    while names[i] != "Rom" and i < len(names):
        i += 1
# %% what is wanted changes [function changed]
def changed(items, wanted):
    found = []
    for w in wanted:
        k = 0
        while k < len(items):
            if items[k] == k:
                found.append(k)
                break
            k += 1
    return found
