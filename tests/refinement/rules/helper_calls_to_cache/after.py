from calendar import leapdays
from textwrap import dedent

years = [1996, 2004, 1900, 1996, 2004, 1900] * 2
pairs = [(1999, "a"), (2001, "b"), (1999, "c"), (2001, "a")]
texts = ["  a\n  b", "c", "  a\n  b", "c"]
# %% numbers that come again
from functools import cache
total = 0
leapdays_cached = cache(leapdays)
for part in years:
    total += leapdays_cached(1900, part)
# %% in a comprehension
from functools import cache
leapdays_cached = cache(leapdays)
days = [leapdays_cached(x, 2010) for x in years]
# %% a part of each row
from functools import cache
seen = {}
leapdays_cached = cache(leapdays)
for x, sub in pairs:
    if leapdays_cached(x, 2024) > 5:
        seen[sub] = x
# %% against all others
from functools import cache
found = []
leapdays_cached = cache(leapdays)
for part in years:
    for other in range(1990, 2000):
        found.append(leapdays_cached(other, part))
