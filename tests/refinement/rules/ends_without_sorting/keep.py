CALLS = [([("a", [5, 3, 9]), ("b", []), ("c", [4]), ("d", [2, 2])],), ([],)]
SPEEDS = [[2.5, 1.0], [0.5], []]
# %% all of it is seen [function ranked]
def ranked(races):
    found = []
    for name, times in races:
        order = sorted(times)
        found.append((name, order[0] if order else None, order))
    return found
# %% the last one [function slowest]
def slowest(races):
    found = []
    for name, times in races:
        order = sorted(times)
        if order:
            found.append(order[-1])
    return found
# %% how many there are [function sizes]
def sizes(races):
    found = []
    for name, times in races:
        order = sorted(times)
        if order:
            found.append((order[0], len(order)))
    return found
# %% somebody else's list [function sort_theirs]
def sort_theirs(races):
    found = []
    for name, times in races:
        times.sort()
        if times:
            found.append(times[0])
    return found
# %% kept under another name [function kept]
def kept(races):
    found, last = [], []
    for name, times in races:
        order = [time + 1 for time in times]
        last = order
        order.sort()
        if order:
            found.append(order[0])
    return found, last
# %% read in the next round [function earlier]
def earlier(races):
    found, order = [], []
    for name, times in races:
        found.append(sum(order))
        order = sorted(times)
        if order:
            found.append(order[0])
    return found
# %% floats may be no numbers [function fastest]
def fastest(races):
    found = []
    for speeds in SPEEDS:
        order = sorted(speeds)
        if order:
            found.append(order[0])
    return found
# %% once [function once]
def once(races):
    order = sorted([len(times) for _, times in races])
    return order[0] if order else None
# %% read by a function made here [function later]
def later(races):
    found = []
    for name, times in races:
        order = sorted(times)
        found.append(lambda: order[0])
    return [one() for one in found[:1]]
# %% found again in what is put off [function chained]
def chained(races):
    found = []
    for name, times in races:
        order = sorted(times)
        both = order and name
        found.append(order or both)
    return found
