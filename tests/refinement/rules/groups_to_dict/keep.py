CALLS = [(["listen", "silent", "tin", "nit"],), (["a"],)]
values = ["a", "b", "a"]
# %% a key that may fail [function first]
def first(words):
    groups = []
    for word in words:
        for g in groups:
            if g[0][0] == word[0]:
                g.append(word)
                break
        else:
            groups.append([word])
    return groups
# %% near, not equal [function near]
def near(words):
    groups = []
    for word in words:
        for g in groups:
            if abs(len(g[0]) - len(word)) < 2:
                g.append(word)
                break
        else:
            groups.append([word])
    return groups
# %% compared with the last, which changes [function last]
def last(words):
    groups = []
    for word in words:
        for g in groups:
            if sorted(g[-1]) == sorted(word):
                g.append(word)
                break
        else:
            groups.append([word])
    return groups
# %% two different keys [function two]
def two(words):
    groups = []
    for word in words:
        for g in groups:
            if sorted(g[0]) == list(word):
                g.append(word)
                break
        else:
            groups.append([word])
    return groups
# %% a condition more [function more]
def more(words):
    groups = []
    for word in words:
        for g in groups:
            if len(g[0]) == len(word) and len(g) < 2:
                g.append(word)
                break
        else:
            groups.append([word])
    return groups
# %% floats may be NaN [function halves]
def halves(words):
    groups = []
    for word in words:
        x = len(word) / 2
        for g in groups:
            if g[0] == x:
                g.append(x)
                break
        else:
            groups.append([x])
    return groups
# %% groups from elsewhere [function given]
def given(words, groups=[["b"]]):
    groups = list(groups)
    for word in words:
        for g in groups:
            if sorted(g[0]) == sorted(word):
                g.append(word)
                break
        else:
            groups.append([word])
    return groups
# %% groups change meanwhile [function fewer]
def fewer(words):
    groups = []
    for word in words:
        for g in groups:
            if sorted(g[0]) == sorted(word):
                g.append(word)
                break
        else:
            groups.append([word])
        if len(groups) > 2:
            groups.pop(0)
    return groups
# %% in a cell, where the loop's variables stay
groups = []
for word in values:
    for g in groups:
        if g[0] == word:
            g.append(word)
            break
    else:
        groups.append([word])
