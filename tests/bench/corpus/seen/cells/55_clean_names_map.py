"""Librarian tidies author names of a catalogue.

expect: faster
about: python-level map and replace chains on a column with many duplicates
"""
# %% setup
import random
import pandas as pd
from text_tools import strip_accents

random.seed(55)
pool = [f" {a} {b},  {c}. " for a in ["García", "Çelik", "O'Neil", "van der Ahé", "Łuczak"]
        for b in ["Jr", "I", "II", ""] for c in "ABCDEFG"]
authors = pd.Series([random.choice(pool) for _ in range(60000)])
# %% cell
clean = authors.map(lambda s: strip_accents(s))
clean = clean.map(lambda s: " ".join(s.split()))
clean = clean.map(lambda s: s.lower().replace(" ,", ","))
print(clean.nunique())
clean.value_counts().sort_index().head()
