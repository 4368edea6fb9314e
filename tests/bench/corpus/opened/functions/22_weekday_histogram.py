"""Support-desk report: tickets per weekday from timestamps in text.

expect: faster
about: strptime for each of many repeated dates and a list.index of the weekday name
"""
# %% function
from datetime import datetime

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def tickets_per_weekday(stamps):
    hist = [0, 0, 0, 0, 0, 0, 0]
    for s in stamps:
        day = datetime.strptime(s.strip()[:10], "%Y-%m-%d")
        name = DAYS[day.weekday()]
        hist[DAYS.index(name)] += 1
    return dict(zip(DAYS, hist))

# %% calls
import random
_r = random.Random(23)


def _st(n):
    return ["2024-%02d-%02d %02d:%02d " % (_r.randrange(1, 13), _r.randrange(1, 29), _r.randrange(24), _r.randrange(60)) for _ in range(n)]


ENTRY = "tickets_per_weekday"
CALLS = [(_st(30),), (_st(800),), (_st(2500),), ([],)]
