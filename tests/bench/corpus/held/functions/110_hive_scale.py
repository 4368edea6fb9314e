"""A beekeeper turns the log of the hive scales into daily gains in weight.

expect: faster
about: strptime on every line and a search of the day list; the date's text can be sliced, and dicts
"""

# %% function
from datetime import datetime


def daily_gain(lines):
    """Lines look like 14.05.2023 06:30;Stock 3;38,42 - returns {hive: [(day, gain)]}"""
    measured = []
    for line in lines:
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        stamp, hive, weight = line.split(";")
        if weight == "" or weight == "Err":
            continue
        when = datetime.strptime(stamp, "%d.%m.%Y %H:%M")
        measured.append((hive, when, float(weight.replace(",", "."))))
    measured.sort()

    gains = {}
    for hive in sorted(set(m[0] for m in measured)):
        mine = [m for m in measured if m[0] == hive]
        days = []
        for m in mine:
            if m[1].date() not in days:
                days.append(m[1].date())
        table = []
        for day in days:
            of_day = [m[2] for m in mine if m[1].date() == day]
            table.append((day.isoformat(), round(of_day[-1] - of_day[0], 2)))
        gains[hive] = table
    return gains


# %% calls
import random

r = random.Random(62)


def log(days, hives):
    out = ["# Waage v2"]
    for d in range(days):
        for h in range(1, hives + 1):
            for hour in range(0, 24, 3):
                w = f"{30 + h + d * 0.1 + r.gauss(0, 0.4):.2f}".replace(".", ",")
                w = r.choice(["", "Err"]) if r.random() < 0.01 else w
                day = f"{d % 28 + 1:02d}.{4 + d // 28:02d}.2023"
                out.append(f"{day} {hour:02d}:{r.choice(['00', '30'])};Stock {h};{w}\n")
    r.shuffle(out)
    return out


ENTRY = "daily_gain"
CALLS = [(log(160, 8),), (log(90, 9),), ([],), (["01.05.2023 06:00;Süd;31,5"],), (log(3, 2),)]
