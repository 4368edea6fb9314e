'''A support lead counts tickets and the mean time to close by team from an export in CSV.

expect: nothing
about: one pass with csv.reader and dicts, already as it should be
'''
# %% setup
import csv
import io
import random
from collections import defaultdict

rnd = random.Random(99)
_teams = ["Netzwerk", "Arbeitsplatz", "SAP", "Telefon", "Zugänge"]
_lines = ["ticket;team;opened_min;closed_min;subject"]
for _k in range(130000):
    _open = rnd.randrange(0, 400000)
    _closed = "" if rnd.random() < 0.08 else str(_open + int(rnd.expovariate(1 / 900)))
    _lines.append(f'T{_k:06d};{rnd.choice(_teams)};{_open};{_closed};"Störung; Gerät {rnd.randrange(500)}"')
export = "\n".join(_lines)

# %% cell
reader = csv.reader(io.StringIO(export), delimiter=";")
next(reader)
count = defaultdict(int)
still_open = defaultdict(int)
minutes = defaultdict(int)
for _ticket, team, opened, closed, _subject in reader:
    count[team] += 1
    if closed:
        minutes[team] += int(closed) - int(opened)
    else:
        still_open[team] += 1

report = {t: (count[t], still_open[t], round(minutes[t] / (count[t] - still_open[t]) / 60, 2)) for t in sorted(count)}
for team, (n, o, h) in report.items():
    print(f"{team:14s}{n:7d}{o:6d}{h:8.2f} h")
