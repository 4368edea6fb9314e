text = "The quick Brown fox 12 jumps; over the lazy dog"
words = ["Tea,", "eat", "tea", "a", "eat.", "Tea,"]
stop = {"a"}
CALLS = [(["b", "a", "B", "a"],), ([],)]
# %% letters, in a cell
freq = {}
for ch in text:
    if ch.isalpha():
        ch = ch.lower()
        if ch in freq:
            freq[ch] = freq[ch] + 1
        else:
            # the first one
            freq[ch] = 1
# %% cleaned words
counts = {}
for w in words:
    w = w.strip(".,").lower()
    if w in stop:
        continue
    counts[w] = counts.get(w, 0) + 1
# %% begun with nothing [function sizes]
def sizes(words):
    found = {}
    for word in words:
        size = len(word.strip())
        if size not in found:
            found[size] = 0
        found[size] += 1
    return found
