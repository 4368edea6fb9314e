"""Club compares member lists of years by sets.

family: joins
small: n = 1000
"""
# %% setup
import random

n = 2_500_000
r = random.Random(123)
last_year = [(r.randrange(4 * n), r.choice("ABCDEF")) for _ in range(n)]
this_year = [(r.randrange(4 * n), r.choice("ABCDEF")) for _ in range(n)]
# %% cell
before = set(last_year)
after = set(this_year)
stayed = before & after
left = before - after
new = after - before
moved = {m for m, _ in left} & {m for m, _ in new}
by_section = {}
for member, section in sorted(stayed | new):
    by_section.setdefault(section, []).append(member)
summary = {section: len(members) for section, members in by_section.items()}
