'''A volunteer of a triathlon prints the result list with ranks overall, by sex, class and discipline.

expect: faster
about: the rank of each athlete counts all others and parses their times again; an expert parses once and ranks by sorting within groups
'''
# %% setup
import random

rnd = random.Random(703)

def _hms(s):
    return f"{s // 3600}:{s // 60 % 60:02d}:{s % 60:02d}"

athletes = []
for _k in range(330):
    athletes.append({
        "bib": _k + 1,
        "name": rnd.choice(["Jürgen", "Anke", "Béla", "Sofía", "Tim", "Ute"]) + " " + rnd.choice(["Voß", "Krüger", "Lange", "Ek", "Roth"]),
        "class": rnd.choice(["W20", "W30", "W40", "M20", "M30", "M40", "M50"]),
        "swim": _hms(rnd.randrange(1300, 3000)),
        "bike": _hms(rnd.randrange(3900, 7000)),
        "run": _hms(rnd.randrange(2300, 4500)) if rnd.random() > 0.05 else "DNF",
    })

# %% cell
def seconds(s):
    if s == "DNF":
        return 999999
    h, m, sec = s.split(":")
    return int(h) * 3600 + int(m) * 60 + int(sec)

def total(a):
    return seconds(a["swim"]) + seconds(a["bike"]) + seconds(a["run"])

results = []
for a in athletes:
    if a["run"] == "DNF":
        continue
    overall = 1 + len([b for b in athletes if total(b) < total(a)])
    in_class = 1 + len([b for b in athletes if b["class"] == a["class"] and total(b) < total(a)])
    by_sex = 1 + len([b for b in athletes if b["class"][0] == a["class"][0] and total(b) < total(a)])
    splits = []
    for part in ["swim", "bike", "run"]:
        splits.append(1 + sum([1 for b in athletes if seconds(b[part]) < seconds(a[part])]))
    results.append([overall, a["bib"], a["name"], a["class"], in_class, by_sex] + splits)

results.sort(key=lambda r: (r[0], r[1]))
for r in results[:15]:
    print("%3d. %4d %-16s %s (%d / %d)  swim %d bike %d run %d" % tuple(r))
print(len(athletes) - len(results), "did not finish")
