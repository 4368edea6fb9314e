"""Administrator parses a web server's log with a pattern.

family: python
small: n = 300
"""
# %% setup
import re
import numpy as np

n = 2_400_000
rng = np.random.default_rng(162)
paths = ["/", "/login", "/cart", "/static/app.js"] + [f"/item/{k}" for k in range(5000)]
lines = [
    f'10.0.{a}.{b} - - [{d:02d}/Mar/2025:{h:02d}:{m:02d}] "GET {paths[p]} HTTP/1.1" {s} {z}'
    for a, b, d, h, m, p, s, z in zip(
        *(rng.integers(low, high, n).tolist() for low, high in ((0, 256), (0, 256), (1, 29), (0, 24), (0, 60), (0, 5004))),
        rng.choice([200, 200, 200, 304, 404, 500], n).tolist(), rng.integers(0, 90_000, n).tolist(),
    )
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
