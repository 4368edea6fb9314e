words = ["b", "a", "b"]
pairs = ((1, 2), (3, 4), (1, 2))
text = "a banana"
# %% none of it
seen = []
for w in words:
    if seen.count(w) == 0:
        seen.append(w)
# %% any of it
found = [p for p in pairs if pairs.count(p) >= 1 and 0 != words.count("b")]
# %% a part of a text
has = text.count("an") > 0
missing = [w for w in words if text.count(w) < 1]
