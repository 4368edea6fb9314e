import difflib
from difflib import SequenceMatcher

typed = ["Ulmm", "Bon", "Ulmm", "Bon", "Ulmm", "xyz", "xyz"]
known = ["Ulm", "Bonn", "Rom"]
rows = [("Ulmm", 1), ("Bon", 2), ("Ulmm", 3), ("Bon", 4)]
# %% the nearest
fixed = []
for part in typed:
    x = difflib.get_close_matches(part, known, n=1, cutoff=0.5)
    fixed.append(x[0] if x else part)
# %% the best of several
best = {}
for part in typed:
    top = 0
    for other in known:
        w = SequenceMatcher(None, part.lower(), other.lower()).ratio()
        if w > top:
            top = w
            best[part] = other
# %% a part of each row, in a comprehension
close = [n for part, n in rows if SequenceMatcher(None, part, "Ulm").ratio() > 0.8]
# %% only whether there are any
lost = 0
for part in typed:
    if not difflib.get_close_matches(part, known):
        lost += 1
