"""Data engineer loads a delivery until the first line that cannot be read.

expect: nothing
about: the records before the bad line, its number and the error's text are the result; a bulk conversion would fail as a whole
"""
# %% setup
import random
from datetime import datetime

random.seed(99)
def delivery(n):
    for k in range(n):
        day = random.randint(1, 28)
        yield f"2023-{random.randint(1, 12):02d}-{day:02d}T{random.randint(0, 23):02d}:05:{random.randint(0, 59):02d}|{random.randint(-99, 999)}"
feed_lines = list(delivery(160000)) + ["2023-02-30T00:00:00|7"] + list(delivery(2000))
# %% cell
loaded = []
problem = None
for number, line in enumerate(feed_lines, 1):
    stamp, _, value = line.partition("|")
    try:
        loaded.append((datetime.fromisoformat(stamp), int(value)))
    except ValueError as exc:
        problem = f"line {number}: {exc}"
        break
print(len(loaded), problem)
max(loaded)
