CALLS = [([3, 1, 2, 2], [0, 2, 9])]
words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

# %% floats of which a loop counts some, once
ranks = sum(1 for y in floats if y < 2.0)
# %% once
n = sum(1 for y in data if y < 3)
# %% the list changes
for x in range(3):
    data.append(sum(1 for y in data if y < x))
# %% lists
ranks = [sum(1 for y in nested if y < x) for x in nested]
# %% two conditions
ranks = [sum(1 for y in data if y < x if y > 2) for x in data]
# %% values are added up
sums = [sum(y for y in data if y < x) for x in data]
# %% equal ones
same = [sum(1 for y in data if y is x) for x in data]
# %% the limit depends on the element
ranks = [sum(1 for y in data if y < y * x) for x in data]
# %% kinds that can't be compared
try:
    ranks = [sum(1 for y in data if y < w) for w in words]
except TypeError:
    ranks = []
# %% a loop over floats [function floats_below]
def floats_below(scores, limits):
    below = 0
    for x in limits:
        for score in [s / 2 for s in scores]:
            if score < x:
                below += 1
    return below
# %% the list changes in the loops [function growing]
def growing(scores, limits):
    below = 0
    for x in limits:
        for score in scores:
            if score < x:
                below += 1
        scores.append(x)
    return below
# %% what is counted is compared with [function counted]
def counted(scores, limits):
    below = 0
    for x in limits:
        for score in scores:
            if score > below:
                below += 1
    return below
# %% a single loop [function single]
def single(scores, limits):
    below = 0
    for score in scores:
        if score > 2:
            below += 1
    return below
# %% not in that order [function placed]
def placed(scores, limits):
    found = []
    for limit in limits:
        rank = 1
        for score in sorted(scores):
            if score > limit:
                rank += 1
            else:
                break
        found.append(rank)
    return found
# %% in no order [function placed]
def placed(scores, limits):
    found = []
    for limit in limits:
        rank = 1
        for score in scores:
            if score > limit:
                rank += 1
            else:
                break
        found.append(rank)
    return found
