films = [{"id": i, "genres": [f"g{i % 3}", f"g{i % 5}"], "name": f"film {i}"} for i in range(20)]
genres = ["g0", "g4", "none", "g0"]
nested = [{"id": i, "parts": [[i], [2]]} for i in range(5)]
# %% parts of texts
names = {}
for g in ("1", "film"):
    names[g] = [f["id"] for f in films if g in f["name"]]
# %% members that can't be hashed
found = []
for k in range(4):
    found.append([f["id"] for f in nested if [k] in f["parts"]])
# %% the records change
for g in genres:
    for f in films:
        if g in f["genres"]:
            f["genres"].append("new")
# %% something for those without
n = m = 0
for g in genres:
    for f in films:
        if g in f["genres"]:
            n += 1
        else:
            m += 1
# %% not in
others = {}
for g in genres:
    others[g] = [f["id"] for f in films if g not in f["genres"]]
# %% once
some = [f["id"] for f in films if "g0" in f["genres"]]
# %% what is asked for hangs on the record
same = []
for g in genres:
    same.append([f["id"] for f in films if f["name"] in f["genres"]])
# %% lists of lists
documents = [["a", "b"], ["b"]]
counts = {w: sum(1 for d in documents if w in d) for w in "abc"}
