"""Administrator parses a web server's log with a pattern.

family: python
small: n = 300
"""
# %% setup
import random
import re

n = 2_200_000
r = random.Random(162)
paths = ["/", "/login", "/cart", "/item/%d", "/static/app.js", "/api/v1/items"]
lines = [
    '10.0.%d.%d - - [%02d/Mar/2025:%02d:%02d] "GET %s HTTP/1.1" %d %d'
    % (r.randrange(256), r.randrange(256), r.randrange(1, 29), r.randrange(24), r.randrange(60),
       r.choice(paths).replace("%d", str(r.randrange(5000))), r.choice([200, 200, 200, 304, 404, 500]), r.randrange(90_000))
    for _ in range(n)
]
# %% cell
pattern = re.compile(r'^(\S+) \S+ \S+ \[(\d+)/(\w+)/(\d+):(\d+):(\d+)\] "(\w+) (\S+) [^"]*" (\d{3}) (\d+)$')
hits, volume, errors = {}, {}, []
for number, line in enumerate(lines):
    found = pattern.match(line)
    if not found:
        continue
    host, path, status, size = found[1], found[8], int(found[9]), int(found[10])
    hits[path] = hits.get(path, 0) + 1
    volume[host] = volume.get(host, 0) + size
    if status >= 500:
        errors.append((number, path))
busiest = sorted(hits.items(), key=lambda kv: -kv[1])[:20]
