CALLS = [([5, 3, 9, -1, 5, 5, 0, 2], [5, 0, 100]), ([4], []), ([2, 2, 2], [2])]
# %% one number alone is another rule's [function ranks]
def ranks(scores, limits):
    found = []
    for s in limits:
        below = 0
        for t in scores:
            if t < s:
                below += 1
        found.append(below)
    return found
# %% two limits [function ranks]
def ranks(scores, limits):
    found = []
    for s in limits:
        below, above = 0, 0
        for t in scores:
            if t < s:
                below += 1
            elif t > s + 1:
                above += 1
        found.append((below, above))
    return found
# %% more than counting [function ranks]
def ranks(scores, limits):
    found = []
    for s in limits:
        below, total = 0, 0
        for t in scores:
            if t < s:
                below += 1
            else:
                total += t
        found.append((below, total))
    return found
# %% floats [function ranks]
def ranks(scores, limits):
    halves = [score / 2 for score in scores]
    found = []
    for s in limits:
        below, same = 0, 0
        for t in halves:
            if t < s:
                below += 1
            elif t == s:
                same += 1
        found.append((below, same))
    return found
# %% the list changes [function ranks]
def ranks(scores, limits):
    seen = list(scores)
    found = []
    for s in limits:
        below, same = 0, 0
        for t in seen:
            if t < s:
                below += 1
            elif t == s:
                same += 1
        seen.append(s)
        found.append((below, same))
    return found
# %% not repeated [function ranks]
def ranks(scores, limits):
    below, same = 0, 0
    for t in scores:
        if t < 3:
            below += 1
        elif t == 3:
            same += 1
    return below, same
