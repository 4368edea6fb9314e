"""Timekeeper of a town run prints the current rank of each finisher as they come in.

expect: faster
about: sorts the whole list of net times after each finisher and looks up the index; bisect.insort. Also ranks per age group.
"""
# %% setup
import random

random.seed(33)
clubs = ["LG Süd", "TSV", "ohne Verein", "Lauftreff Grün", ""]
finishers = []
for i in range(3300):
    finishers.append((i + 1, random.choice(["M", "W"]) + str(random.choice([20, 30, 40, 50, 60])),
                      round(random.gauss(3400, 600), 1), random.choice(clubs)))
finishers.sort(key=lambda f: f[2] + random.Random(f[0]).uniform(0, 2500))

# %% cell
times_so_far = []
per_group = {}
live = []
for start_no, group, net, club in finishers:
    times_so_far.append(net)
    ordered = sorted(times_so_far)
    rank = ordered.index(net) + 1

    if group not in per_group:
        per_group[group] = []
    per_group[group].append(net)
    faster = [t for t in per_group[group] if t < net]
    group_rank = len(faster) + 1

    best = ordered[0]
    live.append((start_no, group, rank, group_rank, round(net - best, 1)))

led = sum(1 for r in live if r[2] == 1)
print("lead changed", led, "times")
for start_no, group, rank, group_rank, behind in live[-5:]:
    print(f"{start_no:>5} {group} rank {rank} ({group_rank} in group) +{behind}s")
