"""Historian's line filter: find dates, sums of money and page references in scanned letters and count each kind per century.

expect: nothing
about: one compiled pattern runs over the whole text; the time is in the regular expression engine
"""
# %% program
import re
import sys
from collections import Counter

PATTERN = re.compile(
    r'\b(?P<date>\d{1,2}\. ?(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w* (?P<century>1[5-9])\d\d)'
    r'|(?P<money>\d+(?:[.,]\d+)? (?:fl|Thlr|Mark|Kreuzer)\b)'
    r'|(?P<page>\b[fpSs]\. ?\d+[rv]?)')

text = sys.stdin.read()
kinds = Counter()
centuries = Counter()
for m in PATTERN.finditer(text):
    kinds[m.lastgroup] += 1
    if m['century']:
        centuries[m['century']] += 1
for k in sorted(kinds):
    print(k, kinds[k])
for c in sorted(centuries):
    print(c + 'xx', centuries[c])
# %% inputs
import random

rng = random.Random(4848)
W = "der und Brief an die Frau Gräfin wegen Kauf eines Hauses zu Köln Fuhrmann Zoll item mehr als".split()
M = "Januar Feb März April Mai Juni Juli Aug Sept Okt Nov Dez".split()


def make(n):
    out = []
    for k in range(n):
        u = rng.random() * 3
        if u < 0.03:
            out.append(f"{rng.randint(1, 30)}. {rng.choice(M)} {rng.randint(1480, 1999)}")
        elif u < 0.06:
            out.append(f"{rng.randint(1, 900)} {rng.choice(['fl', 'Thlr', 'Mark', 'Kreuzer', 'Ellen'])}")
        elif u < 0.08:
            out.append(f"f. {rng.randint(1, 300)}{rng.choice('rv')}")
        else:
            out.append(rng.choice(W))
        if k % 40 == 39:
            out.append("\n")
    return " ".join(out) + "\n"


INPUTS = [make(40), make(2000), make(560000)]
