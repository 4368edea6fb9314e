words = ["tea", "eat", "listen", "a"]
log = []
parts = [3, None, 4]
n = 0
# %% an effect
def noted(w):
    log.append(w)
    return w > "b"


for w in words:
    if noted(w) and len(w) > 2:
        n += 1
# %% the first protects the second
def given(x):
    return sum(1 for y in parts if y == x) and x is not None


for x in parts:
    if given(x) and x > 3:
        n += 1
# %% cheap already
for w in words:
    if len(w) > 2 and sorted(w) == list(w):
        n += 1
# %% otherwise
for w in words:
    if sorted(w) == list(w):
        if len(w) > 2:
            n += 1
    else:
        n -= 1
# %% not in a loop
w = "tea"
if sorted(w) == list(w) and len(w) > 2:
    n += 1
# %% the value is used
flags = []
for w in words:
    flags.append(w[::-1] and len(w) > 2)
# %% more is done in between
for w in words:
    if sorted(w) == list(w):
        n += 1
        if len(w) > 2:
            n += 1
# %% it may refuse
def tidy(w):
    if not w:
        raise ValueError("empty")
    return w == w[::-1]


for w in words:
    if tidy(w) and len(w) > 2:
        n += 1
