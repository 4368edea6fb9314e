names = ["Ulm", "Bonn", "Rom", "Bonn"]
sizes = [4, 7, 9, 1]
asked = ["Bonn", "Ulm", "Kiel", ""]
CALLS = [([3, 1, 3], [1, 3, 9]), ([], [2]), ([5], [])]
# %% up to the first that equals
found = []
for part in asked:
    i = names.index(part) if part in names else len(names)
    found.append(i)
# %% with a flag
found = []
for part in asked:
    there = part in names
    i = names.index(part) if there else len(names)
    found.append((i, there))
# %% something is done there
total = 0
for part in asked:
    if part in names:
        i = names.index(part)
        total += sizes[i]
    else:
        i = len(names)
# %% in a function, the flag first [function placed]
def placed(items, wanted):
    places = []
    for w in wanted:
        found = w in items
        k = items.index(w) if found else len(items)
        places.append(k if found else None)
    return places
