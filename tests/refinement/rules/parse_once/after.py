from datetime import datetime

texts = ["2024-01-02", "2024-01-03", "2024-01-02"] * 3
rows = [{"day": t, "n": i} for i, t in enumerate(texts)]
lines = [f"{t} 10:{i % 2}0,x" for i, t in enumerate(texts)]
CALLS = [(["2024-01-02", "2024-01-02"],), ([],)]
# %% a comprehension
from functools import cache
strptime_cached = cache(datetime.strptime)
dates = [strptime_cached(t, "%Y-%m-%d") for t in texts]
# %% a loop
from functools import cache
months = []
strptime_cached = cache(datetime.strptime)
for row in rows:
    months.append(strptime_cached(row["day"], "%Y-%m-%d").month)  # of the year
# %% in a function, imported there too [function days]
import datetime as dt
from functools import cache


def days(items):
    strptime_cached = cache(dt.datetime.strptime)
    return [strptime_cached(t.strip(), "%Y-%m-%d").date() for t in items]
# %% parts of lines
import re
from functools import cache

days = {}
strptime_cached = cache(datetime.strptime)
for line in lines:
    parts = line.split(",")
    moment = strptime_cached(parts[0], "%Y-%m-%d %H:%M")
    day = strptime_cached(re.match(r"(\S+) ", line).group(1), "%Y-%m-%d")
    days[day] = moment
