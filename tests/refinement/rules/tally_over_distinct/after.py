text = "The quick Brown fox 12 jumps; over the lazy dog"
words = ["Tea,", "eat", "tea", "a", "eat.", "Tea,"]
stop = {"a"}
CALLS = [(["b", "a", "B", "a"],), ([],)]
# %% letters, in a cell
from collections import Counter
freq = {}
for ch_each, ch_each_count in Counter(text).items():
    if ch_each.isalpha():
        ch_each = ch_each.lower()
        if ch_each in freq:
            freq[ch_each] = freq[ch_each] + ch_each_count
        else:
            # the first one
            freq[ch_each] = ch_each_count
# %% cleaned words
from collections import Counter
counts = {}
for w_each, w_each_count in Counter(words).items():
    w_each = w_each.strip(".,").lower()
    if w_each in stop:
        continue
    counts[w_each] = counts.get(w_each, 0) + w_each_count
# %% begun with nothing [function sizes]
from collections import Counter

def sizes(words):
    found = {}
    for word, word_count in Counter(words).items():
        size = len(word.strip())
        if size not in found:
            found[size] = 0
        found[size] += word_count
    return found
