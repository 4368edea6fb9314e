names = ["Ulm", "Bonn", "Rom", "Bonn"]
sizes = [4, 7, 9, 1]
asked = ["Bonn", "Ulm", "Kiel", ""]
CALLS = [([3, 1, 3], [1, 3, 9]), ([], [2]), ([5], [])]
# %% up to the first that equals
found = []
for part in asked:
    i = 0
    while i < len(names) and names[i] != part:
        i += 1
    found.append(i)
# %% with a flag
found = []
for part in asked:
    i = 0
    there = False
    while i < len(names) and not there:
        if names[i] == part:
            there = True
        else:
            i = i + 1
    found.append((i, there))
# %% something is done there
total = 0
for part in asked:
    i = 0
    while i < len(names):
        if names[i] == part:
            total += sizes[i]
            break
        i += 1
# %% in a function, the flag first [function placed]
def placed(items, wanted):
    places = []
    for w in wanted:
        found = False
        k = 0
        while found == False and k < len(items):
            if items[k] != w:
                k += 1
            else:
                found = True
        places.append(k if found else None)
    return places
