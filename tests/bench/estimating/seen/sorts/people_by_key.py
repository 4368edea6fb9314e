"""Registrar sorts tuples of people by several keys.

family: sorts
small: n = 300
"""
# %% setup
import random

n = 2_800_000
r = random.Random(141)
letters = "abcdefghijklmnopqrstuvwxyz"
people = [
    ("".join(r.choices(letters, k=7)), "".join(r.choices(letters, k=5)), r.randrange(1930, 2010))
    for _ in range(n)
]
# %% cell
roll = sorted(people, key=lambda p: (p[0][:2], -p[2], p[1]))
oldest = sorted(people, key=lambda p: p[2])[:100]
initials = [f"{a[0]}.{b[0]}." for a, b, _ in roll]
