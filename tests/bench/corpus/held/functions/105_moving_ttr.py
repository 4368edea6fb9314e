"""A corpus linguist measures lexical diversity as the mean type-token ratio of a moving window.

expect: faster
about: a new set of every window of tokens; keep counts and slide them by one token
"""

# %% function
import string


def tokens_of(text):
    out = []
    for raw in text.split():
        t = raw.strip(string.punctuation + "„“»«–").lower()
        if t != "":
            out.append(t)
    return out


def moving_ttr(text, window=500):
    """Returns (mean, minimum, position of the minimum) of the type-token ratio."""
    toks = tokens_of(text)
    if not toks:
        return 0.0, 0.0, -1
    if len(toks) <= window:
        ttr = len(set(toks)) / len(toks)
        return ttr, ttr, 0
    ratios = []
    for i in range(len(toks) - window + 1):
        part = toks[i:i + window]
        types = []
        types = set(part)
        ratios.append(len(types) / window)
    lowest = min(ratios)
    return sum(ratios) / len(ratios), lowest, ratios.index(lowest)


# %% calls
import numpy as np

rng = np.random.default_rng(19)


def prose(n):
    vocab = np.array([f"wort{k}" if k % 3 else f"Übung{k}," for k in range(4000)])
    weights = 1.0 / np.arange(3, 4003)
    return " ".join(rng.choice(vocab, n, p=weights / weights.sum()))


ENTRY = "moving_ttr"
CALLS = [
    (prose(20000),),
    (prose(30000), 200),
    ("",),
    ("„Nein“, sagte er, nein.",),
    (prose(800), 500),
]
