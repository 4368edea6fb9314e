films = [{"id": i, "genres": [f"g{i % 3}", f"g{i % 5}", f"g{i % 3}"]} for i in range(20)]
genres = ["g0", "g4", "none", "g0"]
documents = [{"words": words} for words in (["a", "b", "a"], ["b"], [], ["c", "a"])]
baskets = [["milk", "tea"], ["tea", "jam", "tea"], [], ["jam"]]
vocabulary = ["a", "b", "c", "d"]
CALLS = [([("x", (1, 2)), ("y", (2, 3, 2))], [1, 2, 9]), ([], [1]), ([("x", (1,))], [])]
# %% by a field's members
ids = {}
films_by_member = {}
if genres:
    for f_match in films:
        for member in dict.fromkeys(f_match["genres"]):
            films_by_member.setdefault(member, []).append(f_match)
for g in genres:
    ids[g] = [f["id"] for f in films_by_member.get(g, ()) if g in f["genres"]]
# %% in how many documents
frequency = {}
documents_by_member = {}
if vocabulary:
    for row_match in documents:
        for member in dict.fromkeys(row_match["words"]):
            documents_by_member.setdefault(member, []).append(row_match)
for w in vocabulary:
    n = 0
    for row_match in documents_by_member.get(w, ()):
        if w in row_match["words"]:
            n += 1
    frequency[w] = n
# %% a further test [function names_of]
def names_of(rows, wanted):
    found = []
    rows_by_member = {}
    if wanted:
        for name_match, parts_match in rows:
            for member in dict.fromkeys(parts_match):
                rows_by_member.setdefault(member, []).append((name_match, parts_match))
    for w in wanted:
        found.append(sum(1 for name, parts in rows_by_member.get(w, ()) if w in parts and name != "z"))
    return found
# %% short lists, two of whose members are asked for
together = {}
baskets_by_member = {}
for sub_match in baskets:
    for member in dict.fromkeys(sub_match):
        baskets_by_member.setdefault(member, []).append(sub_match)
for w in ["milk", "tea", "jam"]:
    for x in ["tea", "jam"]:
        together[w, x] = 0
        for sub_match in baskets_by_member.get(w, ()):
            if w in sub_match and x in sub_match:
                together[w, x] += 1
