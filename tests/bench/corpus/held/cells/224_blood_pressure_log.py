"""Pensioner's own script: running statistics of blood pressure readings from a text log.

expect: faster
about: every line recomputes mean, maximum and streak over the whole list so far; running totals.
"""
# %% setup
import random

random.seed(77)
log_text = ""
for d in range(4100):
    sys_ = int(random.gauss(138, 13))
    dia = int(random.gauss(84, 8))
    note = random.choice(["", "", "", "nach Kaffee", "müde", "Spaziergang"])
    if random.random() < 0.03:
        log_text += f"Tag {d + 1}; ; ;vergessen\n"
    else:
        log_text += f"Tag {d + 1};{sys_};{dia};{note}\n"

# %% cell
upper = []
lower = []
report = []
for line in log_text.splitlines():
    day, s, d, note = line.split(";")
    if s.strip() == "":
        continue
    upper.append(int(s))
    lower.append(int(d))
    mean_u = sum(upper) / len(upper)
    mean_l = sum(lower) / len(lower)
    worst = max(upper)
    high_days = len([u for u in upper if u > 140])
    report.append((day, round(mean_u, 1), round(mean_l, 1), worst, high_days))

alarms = []
for r, u, l in zip(report, upper, lower):
    if u > r[1] + 25 or l > r[2] + 18:
        alarms.append(r[0])

print("entries", len(report), "alarms", len(alarms))
print(report[-1])
print(", ".join(alarms[:10]))
