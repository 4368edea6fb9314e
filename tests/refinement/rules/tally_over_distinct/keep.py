words = ["Tea,", "eat", "tea", "a", "eat.", "Tea,"]
ratios = {"eat": 0.5}
log = []
numbers = [0.5, 1.0, 0.5]
# %% it depends on the round before
pairs = {}
last = ""
for w in words:
    key = last + w
    pairs[key] = pairs.get(key, 0) + 1
    last = w
# %% an effect
counts = {}
for w in words:
    log.append(w)
    counts[w] = counts.get(w, 0) + 1
# %% floats add up in another order
for w in words:
    w = w.strip(",.")
    ratios[w] = ratios.get(w, 0) + 1
# %% the counts are read
counts = {}
for w in words:
    w = w.lower()
    if len(counts) < 2:
        counts[w] = counts.get(w, 0) + 1
# %% more than one at a time
counts = {}
for w in words:
    w = w.lower()
    counts[w] = counts.get(w, 0) + len(w)
# %% left early
counts = {}
for w in words:
    w = w.lower()
    if w == "a":
        break
    counts[w] = counts.get(w, 0) + 1
# %% the word is used afterwards
counts = {}
for w in words:
    w = w.lower()
    counts[w] = counts.get(w, 0) + 1
last = w
# %% numbers that may be of several types
counts = {}
for x in numbers:
    x = x * 2
    counts[x] = counts.get(x, 0) + 1
# %% another first value
counts = {}
for w in words:
    w = w.lower()
    if w not in counts:
        counts[w] = 5
    counts[w] += 1
