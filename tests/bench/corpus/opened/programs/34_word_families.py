"""Crossword fan: group words with the same letters; print the families with at least two members in order of appearance.

expect: faster
about: for each word all families are walked through and the letters sorted again for both sides; a dict keyed by sorted letters
"""
# %% program
def same_letters(a, b):
    a = a.lower()
    b = b.lower()
    return sorted(a) == sorted(b)


words = []
while True:
    try:
        w = input()
    except EOFError:
        break
    if w.strip():
        words.append(w.strip())

families = []
for w in words:
    placed = False
    for fam in families:
        if same_letters(fam[0], w):
            if w not in fam:
                fam.append(w)
            placed = True
            break
    if not placed:
        families.append([w])

for fam in families:
    if len(fam) >= 2:
        print(" / ".join(fam))
print(len(families))
# %% inputs
import random

rng = random.Random(3434)


def make(n):
    bases = ["".join(rng.choice("aeirstlnöß") for _ in range(rng.randint(3, 8))) for _ in range(max(2, n // 2))]
    rows = []
    for _ in range(n):
        b = list(rng.choice(bases))
        if rng.random() < 0.6:
            rng.shuffle(b)
        s = "".join(b)
        rows.append(s.title() if rng.random() < 0.1 else s)
        if rng.random() < 0.02:
            rows.append("")
    return "\n".join(rows)


INPUTS = ["Lager\nregal\nölig\n\nLager\nlager\n", make(60), make(1500)]
