text = "hello world, hello"
words = ["tea", "eat", "tea", "listen", "a", "eat", "tea"]
mixed = [1, True, 1.0, "a", None]
CALLS = [(text,), ("",), (words,), (mixed,)]
# %% an if and an else [function tally]
from collections import Counter

def tally(items):
    freq = {}
    freq.update(Counter(items))
    return freq
# %% in a cell, by get
from collections import Counter
counts = {}
counts.update(Counter(words))
# %% zero first
from collections import Counter
counts = dict()
counts.update(Counter(text.lower().split()))
# %% by an exception [function tally]
from collections import Counter

def tally(items):
    freq = {}
    freq.update(Counter(items))
    return freq
