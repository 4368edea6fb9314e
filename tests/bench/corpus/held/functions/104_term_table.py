"""A librarian wants the commonest terms of abstracts, without stop words.

expect: nothing
about: one compiled regex and a Counter, nearly all the time is in C already
"""

# %% function
import re
from collections import Counter

WORD = re.compile(r"[^\W\d_]{3,}")
STOP = frozenset("und der die das ein eine mit für von the and for with from auf ist".split())


def term_table(abstracts, top=25):
    counts = Counter()
    for text in abstracts:
        counts.update(WORD.findall(text.lower()))
    for word in STOP:
        del counts[word]
    total = counts.total()
    ranked = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:top]
    return [(word, n, n / total) for word, n in ranked]


# %% calls
import random

r = random.Random(5)
SYLL = ["ver", "bib", "lio", "thek", "for", "schung", "stra", "ße", "öff", "nung", "ka", "ta", "log"]
VOCAB = ["".join(r.choices(SYLL, k=r.randint(1, 4))).capitalize() for _ in range(1500)]
VOCAB += ["und", "der", "die", "the", "and", "mit", "für", "1987", "3", "e-Book"] * 60


def abstracts(n):
    return [" ".join(r.choices(VOCAB, k=r.randint(60, 160))) + "." for _ in range(n)]


ENTRY = "term_table"
CALLS = [
    (abstracts(2500),),
    (abstracts(1200), 10),
    ([],),
    (["Straße und Straße, Öffnung; 12 mal."], 5),
    (abstracts(20), 3),
]
