"""Data engineer: read web server lines, count requests per minute and status class, print the busiest minutes.

expect: faster
about: a time stamp is parsed with strptime for each line although the minute is a prefix that repeats; parse each distinct text once
"""
# %% program
import sys
import re
from datetime import datetime

per_minute = {}
bad = 0
status = {}
for line in sys.stdin:
    m = re.match(r'^(\S+) \[([^\]]+)\] "(\w+) ([^"]*)" (\d{3}) (\d+|-)$', line.rstrip('\n'))
    if m is None:
        bad += 1
        continue
    when = datetime.strptime(m.group(2), '%d/%b/%Y:%H:%M:%S')
    minute = when.strftime('%Y-%m-%d %H:%M')
    if minute not in per_minute:
        per_minute[minute] = 0
    per_minute[minute] = per_minute[minute] + 1
    cls = m.group(5)[0] + 'xx'
    status[cls] = status.get(cls, 0) + 1

for minute, c in sorted(per_minute.items(), key=lambda kv: (-kv[1], kv[0]))[:8]:
    print(minute, c)
print(sorted(status.items()), 'bad lines:', bad)
# %% inputs
import random
from datetime import datetime, timedelta

rng = random.Random(2121)


def make(n):
    t = datetime(2023, 2, 27, 22, 50)
    rows = []
    for _ in range(n):
        t += timedelta(seconds=rng.choice([0, 0, 0, 0, 1, 1, 2]))
        if rng.random() < 0.01:
            rows.append("--- rotated ---")
            continue
        rows.append('10.0.%d.%d [%s] "%s /p/%d?q=é" %d %s' % (
            rng.randrange(4), rng.randrange(250), t.strftime("%d/%b/%Y:%H:%M:%S"), rng.choice(["GET", "POST"]),
            rng.randrange(90), rng.choice([200, 200, 200, 304, 404, 500]), rng.choice(["-", str(rng.randrange(9000))])))
    return "\n".join(rows) + "\n"


INPUTS = [make(6), make(600), make(26000)]
