import numpy as np

visits = [(i * 7 % 50 / 2, i * 7 % 50 / 2 + i % 9) for i in range(60)]
events = [(i * 13 % 60 / 3, f"e{i}") for i in range(90)]
bodies = [{"name": f"b{i}", "x": i * 7 % 11 / 4} for i in range(60)]
ragged = [{"x": 1.0}, {"y": 2.0}]

# %% a single loop
total = 0.0
for start, end in visits:
    total += (end - start) * 2
# %% a text is read
names = []
for start, end in visits:
    for moment, kind in events:
        if start <= moment < end:
            names.append(kind)
# %% records are kept
pairs = []
for a in bodies:
    for b in bodies:
        if a["x"] < b["x"]:
            pairs.append((a, b))
# %% records change
for a in bodies:
    for b in bodies:
        a["x"] += b["x"] * 0.01
# %% records differ
try:
    total = 0.0
    for a in ragged:
        for b in ragged:
            total += a["x"] * b["x"]
except KeyError:
    total = None
# %% it is left early
found = 0
for start, end in visits:
    for moment, kind in events:
        if start <= moment:
            found += 1
            break
# %% numbers already
total = 0.0
for x in [1.0, 2.0] * 40:
    for y in [3.0, 4.0] * 40:
        total += x * y
# %% the text that is kept is asked about
names = []
for start, end in visits:
    best, least = None, 99.0
    for moment, kind in events:
        if best is None or abs(moment - start) < least:
            least = abs(moment - start)
            best = kind
    names.append(best)
# %% the text is read twice
names = []
for start, end in visits:
    best = ""
    least = 99.0
    for moment, kind in events:
        if abs(moment - start) < least and kind != "e3":
            least = abs(moment - start)
            best = kind
    names.append(best)
