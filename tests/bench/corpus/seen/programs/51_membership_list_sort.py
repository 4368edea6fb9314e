"""Club secretary: sort members by section, then by name without regard to case, keep the given order of equals, print the list.

expect: nothing
about: one stable sort with a casefolded key and one joined output; must be done as it is
"""
# %% program
import sys


def key(row):
    name, section, _ = row.split('\t')
    return section, name.casefold()


rows = sys.stdin.read().split('\n')
if rows and rows[-1] == '':
    rows.pop()
rows.sort(key=key)
sys.stdout.write('\n'.join(rows) + '\n')
# %% inputs
import random

rng = random.Random(5151)
F = "Åsa anna BERT Çem dieter Élodie Fritz gül Hanß İnci jürgen Kim".split()


def make(n):
    return "\n".join(f"{rng.choice(F)} {rng.choice(F)} {chr(97 + rng.randrange(26))}{rng.randrange(500)}\t{rng.choice(['chess', 'rowing', 'go', 'choir'])}\t{i}" for i in range(n)) + "\n"


INPUTS = [make(5), make(500), make(150000)]
