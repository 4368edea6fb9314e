CALLS = [([5, 3, 9, -1, 5, 7], 3), ([1, 2, 2], 2)]
fares = [5, 3, 9, -1]
# %% the caller's list [function cheapest]
def cheapest(fares, k):
    found = []
    while fares:
        m = min(fares)
        fares.remove(m)
        found.append(m)
    return found
# %% what is left is used [function rest_of]
def rest_of(fares, k):
    rest = list(fares)
    for _ in range(2):
        m = min(rest)
        rest.remove(m)
    return rest
# %% something else is taken out [function other]
def other(fares, k):
    rest = list(fares)
    total = 0
    while rest:
        m = min(rest)
        rest.remove(rest[0])
        total += m
    return total
# %% halves [function halves]
def halves(fares, k):
    rest = [x / 2 for x in fares]
    found = []
    while rest:
        m = min(rest)
        rest.remove(m)
        found.append(m)
    return found
# %% the list grows [function grows]
def grows(fares, k):
    rest = list(fares)
    cost = 0
    while len(rest) > 1:
        m = min(rest)
        rest.remove(m)
        if m < 3:
            rest.append(m + 5)
        cost += m
    return cost
# %% by a key [function keyed]
def keyed(fares, k):
    rest = list(fares)
    found = []
    while rest:
        m = min(rest, key=abs)
        rest.remove(m)
        found.append(m)
    return found
# %% in a cell the list stays
rest = list(fares)
while rest:
    m = min(rest)
    rest.remove(m)
