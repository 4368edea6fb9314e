from calendar import leapdays
from textwrap import dedent

years = [1996, 2004, 1900, 1996, 2004, 1900] * 2
pairs = [(1999, "a"), (2001, "b"), (1999, "c"), (2001, "a")]
texts = ["  a\n  b", "c", "  a\n  b", "c"]
# %% numbers that come again
total = 0
for part in years:
    total += leapdays(1900, part)
# %% in a comprehension
days = [leapdays(x, 2010) for x in years]
# %% a part of each row
seen = {}
for x, sub in pairs:
    if leapdays(x, 2024) > 5:
        seen[sub] = x
# %% against all others
found = []
for part in years:
    for other in range(1990, 2000):
        found.append(leapdays(other, part))
