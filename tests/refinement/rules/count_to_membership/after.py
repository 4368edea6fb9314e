words = ["b", "a", "b"]
pairs = ((1, 2), (3, 4), (1, 2))
text = "a banana"
# %% none of it
seen = []
for w in words:
    if w not in seen:
        seen.append(w)
# %% any of it
found = [p for p in pairs if (p in pairs) and ("b" in words)]
# %% a part of a text
has = "an" in text
missing = [w for w in words if (w not in text)]
