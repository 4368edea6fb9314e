words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

text = "to be or not to be"
# %% in a comprehension
from collections import Counter
words_counts = Counter(words)
often = [w for w in words if words_counts[w] > 1]
# %% a table of counts
from collections import Counter
words_counts = Counter(words)
table = {w: words_counts[w] for w in set(words)}
# %% in a loop
from collections import Counter
best = 0
data_counts = Counter(data)
for x in data:
    if data_counts[x] > best:
        best = data_counts[x]
# %% the key of a sort
from collections import Counter
words_counts = Counter(words)
order = sorted(set(words), key=lambda w: (words_counts[w], w))
# %% characters
from collections import Counter
table = {}
text_counts = Counter(text)
for c in text:
    table[c] = text_counts[c]
# %% floats, among them NaN
from collections import Counter
floats_counts = Counter(floats)
counts = [floats_counts[x] for x in floats]
# %% in a function
from collections import Counter

def first_single(s):
    for i, c in enumerate(s):
        if s.count(c) == 1:
            return i
    return -1


def single(s):
    s_counts = Counter(s)
    for c in s:
        if s_counts[c] == 1:
            return c
    return ""


answer = single(text)
# %% the list itself is made anew
from collections import Counter
words_counts = Counter(words)
words = [words_counts[w] for w in words]
# %% longer parts of a text
from functools import cache
parts = {}
text_count = cache(text.count)
for i in range(len(text) - 2):
    part = text[i:i + 3]
    parts[part] = text_count(part)
