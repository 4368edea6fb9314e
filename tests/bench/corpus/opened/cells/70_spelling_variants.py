"""Archivist maps misspelt village names to the official list.

expect: faster
about: edit distance recomputed for repeated names and against every official name, even on exact hits
"""
# %% setup
import random
from text_tools import edit_distance

random.seed(70)
official = ["Oberndorf", "Unterndorf", "Kirchheim", "Neustadt", "Altstadt", "Weißenburg", "Schönau", "Lindau", "Grünwald", "Marktl"]
def misspell(w):
    k = random.randrange(len(w))
    return w[:k] + random.choice(["", "e", "h"]) + w[k + 1:]
entries = [random.choice(official) if random.random() < .6 else misspell(random.choice(official)) for _ in range(2600)]
# %% cell
corrected = []
n_changed = 0
doubtful = []
for e in entries:
    distances = []
    for o in official:
        distances.append(edit_distance(e.lower(), o.lower()))
    best = min(distances)
    o = official[distances.index(best)]
    if best > 0:
        n_changed += 1
    if distances.count(best) > 1 and e not in doubtful:
        doubtful.append(e)
    corrected.append(o)
print(n_changed, "changed;", "doubtful:", doubtful)
counts = {}
for o in official:
    counts[o] = len([c for c in corrected if c == o])
counts
