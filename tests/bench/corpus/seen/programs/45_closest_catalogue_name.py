"""Librarian's clean-up: for each misspelt author print the closest names of the catalogue, or a dash.

expect: nothing
about: all time is in difflib for pairs that all differ; skipping or caching would change the answers or gain nothing
"""
# %% program
import sys
from difflib import get_close_matches

lines = sys.stdin.read().split('\n')
cut = lines.index('---')
catalogue = lines[:cut]
missing = 0
for query in lines[cut + 1:]:
    if not query:
        continue
    found = get_close_matches(query, catalogue, n=2, cutoff=0.75)
    if not found:
        missing += 1
    print(query, '=>', ', '.join(found) or '-')
print(missing)
# %% inputs
import random

rng = random.Random(4545)
A = "Al Ber Cor Dag Ed Fjo Gun Har Ing Jo".split()
B = "bert mann dal sen ström ska wich ez ová tti".split()


def make(n, q):
    cat = sorted({f"{rng.choice(A)}{rng.choice(B)} {rng.choice(A)}{rng.choice(B)}{rng.choice(B)}" for _ in range(n)})
    rows = cat + ["---"]
    seen = set()
    while len(seen) < q:
        w = list(rng.choice(cat))
        for _ in range(rng.randint(1, 5)):
            w[rng.randrange(len(w))] = rng.choice("aeioux")
        s = "".join(w)
        if s not in seen:
            seen.add(s)
            rows.append(s)
    return "\n".join(rows) + "\n"


INPUTS = [make(5, 3), make(30, 10), make(330, 190)]
