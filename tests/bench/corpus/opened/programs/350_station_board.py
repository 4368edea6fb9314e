"""A railway enthusiast asks how many trains pass a station between two times and which is the next one to a place.

expect: faster
about: every question goes through all trains and parses their times again; parse once, sort, bisect per destination
"""

# %% program
import sys


def minutes(t):
    h, m = t.split(":")
    return int(h) * 60 + int(m)


lines = sys.stdin.read().splitlines()
n_trains = int(lines[0])
trains = []
for line in lines[1:n_trains + 1]:
    time, number, to = line.split(" ", 2)
    trains.append((time, number, to))

for question in lines[n_trains + 1:]:
    if not question.strip():
        continue
    words = question.split(" ")
    if words[0] == "count":
        count = 0
        for t in trains:
            if minutes(words[1]) <= minutes(t[0]) <= minutes(words[2]):
                count += 1
        print(count)
    else:
        place = " ".join(words[2:])
        best = None
        for t in trains:
            if t[2] == place and minutes(t[0]) >= minutes(words[1]):
                if best is None or (minutes(t[0]), t[1]) < (minutes(best[0]), best[1]):
                    best = t
        if best is None:
            print("no train to", place)
        else:
            print(best[0], best[1])

# %% inputs
import random

r = random.Random(350)
places = ["Köln Hbf", "Düren", "Aachen", "Liège", "Neuß", "Bonn", "Mülheim (Ruhr)", "Essen"]


def clock(lo=0):
    m = r.randint(lo, 1439)
    return f"{m // 60}:{m % 60:02d}"


def board(n, q):
    rows = [f"{clock()} RE{r.randint(1, 99999)} {r.choice(places)}" for _ in range(n)]
    for _ in range(q):
        if r.random() < 0.5:
            rows.append(f"count {clock()} {clock(600)}")
        else:
            rows.append(f"next {clock()} {r.choice(places + ['Prag'])}")
    return "\n".join([str(n), *rows]) + "\n"


INPUTS = ["0\ncount 0:00 23:59\n", board(5, 6), board(60, 40), board(1200, 600)]
