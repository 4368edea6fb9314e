"""The secretary of a choir compares the sign-in sheets of all rehearsals with the list of members.

expect: faster
about: names are normalised again and again inside nested loops and looked up in lists; normalise once and use sets and a dict
"""

# %% setup
import unicodedata

import numpy as np

rng = np.random.default_rng(302)
first = ["Jürgen", "Åsa", "Zoë", "Marie", "Søren", "Renée", "Karl", "Ute", "Łukasz", "Inés"]
last = ["Müller", "Özdemir", "Nuñez", "Groß", "Lindström", "Weber", "Dvořák", "Lange", "Köhler"]
members = sorted({f"{f} {n}" for f in first for n in last})
sheets = {}
for k in range(40):
    names = []
    for i in rng.choice(len(members), int(rng.integers(30, 70)), replace=False):
        name = members[int(i)]
        style = rng.integers(0, 4)
        if style == 0:
            name = name.upper()
        elif style == 1:
            name = "  " + name.lower()
        elif style == 2:
            name = unicodedata.normalize("NFD", name)
        names.append(name)
    sheets[f"2024-{1 + k // 4:02d}-{3 + 7 * (k % 4):02d}"] = names

# %% cell
def clean(name):
    name = unicodedata.normalize("NFKD", name.strip().lower().replace("ß", "ss"))
    name = "".join(c for c in name if not unicodedata.combining(c))
    return name


# who was there how often
attendance = {}
for m in members:
    n = 0
    for day in sheets:
        present = False
        for signed in sheets[day]:
            if clean(signed) == clean(m):
                present = True
                break
        if present:
            n = n + 1
    attendance[m] = n

rarely = [m for m in members if attendance[m] < 0.4 * len(sheets)]
print("members:", len(members), "rehearsals:", len(sheets))
print("came to less than 40%:", ", ".join(rarely))
ranking = sorted(attendance.items(), key=lambda x: (-x[1], x[0]))
for name, n in ranking[:5]:
    print(f"{name:25s}{n:4d}")
