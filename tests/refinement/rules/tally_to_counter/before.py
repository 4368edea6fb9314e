text = "hello world, hello"
words = ["tea", "eat", "tea", "listen", "a", "eat", "tea"]
mixed = [1, True, 1.0, "a", None]
CALLS = [(text,), ("",), (words,), (mixed,)]
# %% an if and an else [function tally]
def tally(items):
    freq = {}
    for ch in items:
        if ch in freq:
            freq[ch] = freq[ch] + 1
        else:
            freq[ch] = 1
    return freq
# %% in a cell, by get
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
# %% zero first
counts = dict()
for x in text.lower().split():
    if x not in counts:
        counts[x] = 0
    counts[x] += 1
# %% by an exception [function tally]
def tally(items):
    freq = {}
    for ch in items:
        try:
            freq[ch] += 1
        except KeyError:
            freq[ch] = 1
    return freq
