CALLS = [([5, 3, 9, -1, 5, 7, 0, 5],), ([],), ([1],), ([2, 2, 2],)]
# %% floats [function halves]
def halves(scores):
    seen = []
    found = []
    for score in scores:
        found.append(sum(1 for x in seen if x < score / 2))
        seen.append(score / 2)
    return found
# %% elements are taken out too [function taken]
def taken(scores):
    seen = []
    found = []
    for score in scores:
        found.append(sum(1 for x in seen if x < score))
        seen.append(score)
        if len(seen) > 3:
            seen.pop()
    return found
# %% the list doesn't grow [function fixed]
def fixed(scores):
    return [sum(1 for x in scores if x < score) for score in scores]
# %% another name for it [function named]
def named(scores):
    seen = []
    same = seen
    found = []
    for score in scores:
        found.append(sum(1 for x in seen if x < score))
        seen.append(score)
        same.append(score)
    return found
# %% what is counted is made of the element [function made]
def made(scores):
    seen = []
    found = []
    for score in scores:
        found.append(sum(1 for x in seen if x % 3 < score))
        seen.append(score)
    return found
# %% two conditions [function both]
def both(scores):
    seen = []
    found = []
    for score in scores:
        found.append(sum(1 for x in seen if 0 < x < score))
        seen.append(score)
    return found
