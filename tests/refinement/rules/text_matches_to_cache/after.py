import difflib
from difflib import SequenceMatcher

typed = ["Ulmm", "Bon", "Ulmm", "Bon", "Ulmm", "xyz", "xyz"]
known = ["Ulm", "Bonn", "Rom"]
rows = [("Ulmm", 1), ("Bon", 2), ("Ulmm", 3), ("Bon", 4)]
# %% the nearest
from functools import cache
fixed = []
matches_of = cache(lambda part: difflib.get_close_matches(part, known, n=1, cutoff=0.5))
for part in typed:
    x = matches_of(part)
    fixed.append(x[0] if x else part)
# %% the best of several
from functools import cache
best = {}
ratio_of = cache(lambda other, part: SequenceMatcher(None, part.lower(), other.lower()).ratio())
for part in typed:
    top = 0
    for other in known:
        w = ratio_of(other, part)
        if w > top:
            top = w
            best[part] = other
# %% a part of each row, in a comprehension
from functools import cache
ratio_of = cache(lambda part: SequenceMatcher(None, part, "Ulm").ratio())
close = [n for part, n in rows if ratio_of(part) > 0.8]
# %% only whether there are any
from functools import cache
lost = 0
matches_of = cache(lambda part: difflib.get_close_matches(part, known))
for part in typed:
    if not matches_of(part):
        lost += 1
