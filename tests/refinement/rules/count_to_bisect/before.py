words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]
holes = [1.5, float("nan"), 0.5]

CALLS = [([3, 1, 2, 2], [0, 2, 9]), ([], [1])]
# %% ranks
ranks = [sum(1 for y in data if y < x) for x in data]
# %% how many are greater
above = []
for x in range(10):
    above.append(len([y for y in data if y > x]))  # of all
# %% the other way round
n = {}
for i in range(10):
    n[i] = sum(1 for y in data if i <= y), sum([1 for y in data if y <= i + 1])
# %% in a function [function ranks]
def ranks(items, limits):
    return [sum(1 for item in items if item >= limit) for limit in limits]
# %% words
before = [len([v for v in words if v < w]) for w in words]
# %% a loop that ranks [function ranked]
def ranked(scores, limits):
    found = []
    for s in scores:
        rank = 1
        for other in scores:
            if other > s:
                rank += 1
        found.append(rank)
    below = 0
    for i in range(len(limits)):
        for score in scores:
            if limits[i] >= score:
                below = below + 1
    return found, below
# %% floats
ranks = [sum(1 for y in floats if y < x) for x in floats]
# %% up to a float, where one may be NaN
most = [len([y for y in floats if y <= x + 0.5]) for x in holes]
# %% a NaN among them
fewer = [sum(1 for y in holes if y >= x) for x in floats]
# %% a sorted list, up to the first that fails [function placed]
def placed(scores, limits):
    found = []
    for limit in limits:
        rank = 1
        for score in sorted(set(scores), reverse=True):
            if score > limit:
                rank += 1
            else:
                break
        found.append(rank)
    ordered = sorted(scores)
    below = 0
    for limit in limits:
        for score in ordered:
            if score >= limit:
                break
            below += 1
    return found, below
