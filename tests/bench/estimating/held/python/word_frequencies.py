"""Linguist counts words and pairs of words in a long text.

family: python
small: n = 500
"""
# %% setup
import random
import re
from collections import Counter

n = 8_000_000
r = random.Random(159)
vocabulary = ["".join(r.choices("aeioubcdfglmnprst", k=r.randrange(2, 9))) for _ in range(30_000)]
text = " ".join(r.choices(vocabulary, k=n))
# %% cell
words = re.findall(r"[a-z]+", text.lower())
singles = Counter(words)
pairs = Counter(zip(words, words[1:]))
common = [(a, b, c) for (a, b), c in pairs.most_common(100)]
once = sum(1 for c in singles.values() if c == 1)
