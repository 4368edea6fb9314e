films = [{"id": i, "genres": [f"g{i % 3}", f"g{i % 5}", f"g{i % 3}"]} for i in range(20)]
genres = ["g0", "g4", "none", "g0"]
documents = [{"words": words} for words in (["a", "b", "a"], ["b"], [], ["c", "a"])]
baskets = [["milk", "tea"], ["tea", "jam", "tea"], [], ["jam"]]
vocabulary = ["a", "b", "c", "d"]
CALLS = [([("x", (1, 2)), ("y", (2, 3, 2))], [1, 2, 9]), ([], [1]), ([("x", (1,))], [])]
# %% by a field's members
ids = {}
for g in genres:
    ids[g] = [f["id"] for f in films if g in f["genres"]]
# %% in how many documents
frequency = {}
for w in vocabulary:
    n = 0
    for row in documents:
        if w in row["words"]:
            n += 1
    frequency[w] = n
# %% a further test [function names_of]
def names_of(rows, wanted):
    found = []
    for w in wanted:
        found.append(sum(1 for name, parts in rows if w in parts and name != "z"))
    return found
# %% short lists, two of whose members are asked for
together = {}
for w in ["milk", "tea", "jam"]:
    for x in ["tea", "jam"]:
        together[w, x] = 0
        for sub in baskets:
            if w in sub and x in sub:
                together[w, x] += 1
