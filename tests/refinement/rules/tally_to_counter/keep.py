words = ["tea", "eat", "tea", "listen", "a"]
counts = {"tea": 2}
log = []
# %% a dict with something in it
for w in words:
    counts[w] = counts.get(w, 0) + 1
# %% by two
seen = {}
for w in words:
    seen[w] = seen.get(w, 0) + 2
# %% more is done
seen = {}
for w in words:
    seen[w] = seen.get(w, 0) + 1
    log.append(w)
# %% the element is used afterwards
seen = {}
for w in words:
    seen[w] = seen.get(w, 0) + 1
last = w
# %% another key is looked up
seen = {}
for w in words:
    if w in seen:
        seen[w] += 1
    else:
        seen[w[:1]] = 1
# %% it starts at two
seen = {}
for w in words:
    if w in seen:
        seen[w] += 1
    else:
        seen[w] = 2
# %% floats
seen = {}
for w in words:
    seen[w] = seen.get(w, 0.0) + 1
