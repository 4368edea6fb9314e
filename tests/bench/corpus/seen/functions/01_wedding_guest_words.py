"""A student counts words in guest-book entries for a wedding album.

expect: faster
about: membership test on list(keys()) and the punctuation stripped one character at a time for every word
"""
# %% function
PUNCT = [".", ",", "!", "?", ";", ":", "\"", "(", ")", "'"]


def count_words(text, min_len=1):
    counts = {}
    words = text.split()
    for i in range(len(words)):
        w = words[i].lower()
        clean = ""
        for ch in w:
            if ch not in PUNCT:
                clean = clean + ch
        if len(clean) < min_len:
            continue
        if clean in list(counts.keys()):
            counts[clean] = counts[clean] + 1
        else:
            counts[clean] = 1
    return counts

# %% calls
import random
_r = random.Random(11)
_v = ["congratulations", "love,", "Ève", "the", "happy!", "Grüße", "(from", "all)", "forever", "cake"]
_v += ["w%d" % i for i in range(150)]


def _txt(n):
    return " ".join(_r.choice(_v) for _ in range(n))


ENTRY = "count_words"
CALLS = [(_txt(300),), (_txt(1500),), (_txt(2500), 3), ("",), (_txt(800), 5)]
