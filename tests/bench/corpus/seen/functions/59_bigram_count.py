"""Corpus-linguistics seminar: most frequent word bigrams.

expect: faster
about: list.count over the whole bigram list for each distinct one; a Counter plus the same sort order suffices
"""
# %% function
def top_bigrams(text, n):
    tokens = text.lower().split()
    bigrams = []
    for i in range(len(tokens) - 1):
        bigrams.append(tokens[i] + " " + tokens[i + 1])
    freq = [(bg, bigrams.count(bg)) for bg in set(bigrams)]
    freq.sort(key=lambda pair: (-pair[1], pair[0]))
    return freq[:n]

# %% calls
import random
_r = random.Random(56)
_v = ["la", "casa", "está", "de", "niño", "el", "río", "y", "que", "no"] + ["p%d" % i for i in range(20)]


def _t(n):
    return " ".join(_r.choice(_v) for _ in range(n))


ENTRY = "top_bigrams"
CALLS = [(_t(60), 5), (_t(700), 20), (_t(1200), 10), ("solo", 3), ("A a " * 800, 2)]
