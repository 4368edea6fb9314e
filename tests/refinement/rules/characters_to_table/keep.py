text = "The quick Brown fox 12 jumps over the lazy dog"
words = ["tea", "eat", "tea", "listen", "a"]
log = []
# %% it depends on the place
out = ""
for i, x in enumerate(text):
    out += x.upper() if i % 2 else x
# %% it depends on the round before
out = ""
last = ""
for x in text:
    if x != last:
        out += x
    last = x
# %% the text is read
out = ""
for x in text:
    if x not in out:
        out += x
# %% an effect
out = ""
for x in text:
    log.append(x)
    out += x
# %% it grows at both ends
out = ""
for x in text:
    if x < "m":
        out = x + out
    else:
        out += x
# %% words, not characters
out = ""
for w in words:
    out += w.upper()
# %% left early
out = ""
for x in text:
    if x == "q":
        break
    out += x.upper()
# %% nothing but a copy
out = "".join(x for x in text)
# %% a separator
out = "-".join(x.upper() for x in text)
# %% something else is done too
n = 0
out = ""
for x in text:
    n += 1
    out += x.upper()
