CALLS = [(["bb", "a", "ccc", "ddd", ""],), (["x"],)]
# %% the last of several [function longest]
def longest(words):
    best = words[0]
    for word in words:
        if len(word) >= len(best):
            best = word
    return best
# %% different keys [function odd]
def odd(words):
    best = words[0]
    for word in words:
        if len(word) > len(words[0]):
            best = word
    return best
# %% more is done [function count]
def count(words):
    best, n = words[0], 0
    for word in words:
        if len(word) > len(best):
            best = word
            n += 1
    return best, n
# %% the variable is read afterwards [function both]
def both(words):
    best = words[0]
    for word in words:
        if len(word) > len(best):
            best = word
    return best, word
# %% a key that takes work [function loudest]
def loudest(words):
    best = words[0]
    for word in words:
        if word.count("c") > best.count("c"):
            best = word
    return best
# %% keys that can't be compared [function sets]
def sets(words):
    parts = [(set(word), word) for word in words]
    best = parts[0]
    for part in parts:
        if best[0] < part[0]:
            best = part
    return best[1]
