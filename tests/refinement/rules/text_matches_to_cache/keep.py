import difflib
from difflib import SequenceMatcher

typed = ["Ulmm", "Bon", "Ulmm", "Bon"]
different = ["Ulm", "Bonn", "Rom"]
known = ["Ulm", "Bonn", "Rom"]
lists = [["a"], ["a"], ["b"], ["b"]]
# %% new each time
for part in different:
    x = SequenceMatcher(None, part, "Ulm").ratio()
# %% once
x = SequenceMatcher(None, "Bon", "Bonn").ratio()
# %% what is known grows
for part in typed:
    x = difflib.get_close_matches(part, known)
    known.append(part)
# %% the list is kept
kept = []
for part in typed:
    x = difflib.get_close_matches(part, known)
    kept.append(x)
# %% the list is changed
for part in typed:
    x = difflib.get_close_matches(part, known)
    x.append(part)
# %% no texts
for part in lists:
    x = SequenceMatcher(None, part, ["a"]).ratio()
