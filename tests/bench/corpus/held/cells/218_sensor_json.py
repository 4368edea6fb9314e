"""Home automation hobbyist reads a day of JSON lines of sensors and sums up per room.

expect: nothing
about: json.loads line by line takes nearly all the time, the rest is one pass with a dict.
"""
# %% setup
import json
import random
from collections import defaultdict

random.seed(9)
rooms = ["Küche", "Bad", "Flur", "Wohnzimmer", "Büro"]
raw = []
for i in range(90_000):
    d = {"ts": 1_680_000_000 + i * 2, "room": random.choice(rooms), "t": round(random.gauss(20, 2), 2),
         "meta": {"bat": random.randint(10, 100), "fw": "1.4.2", "ok": random.random() > 0.01}}
    if random.random() < 0.05:
        d["t"] = None
    raw.append(json.dumps(d, ensure_ascii=False))

# %% cell
loads = json.loads
values = defaultdict(list)
weak = defaultdict(int)
bad = 0
for line in raw:
    d = loads(line)
    meta = d["meta"]
    if not meta["ok"] or d["t"] is None:
        bad += 1
        continue
    values[d["room"]].append(d["t"])
    if meta["bat"] < 20:
        weak[d["room"]] += 1

for room in sorted(values):
    v = values[room]
    print(f"{room:12s} n={len(v)} mean={sum(v) / len(v):.2f} min={min(v)} max={max(v)} weak={weak[room]}")
print("skipped", bad)
