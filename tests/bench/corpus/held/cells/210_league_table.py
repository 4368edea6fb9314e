"""Statistician of an amateur handball league makes a table after each match day.

expect: faster
about: for each day and team filters the whole match list; long form, groupby and cumsum.
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(31)
teams = ["TV Höchst", "SG Nord", "HSV Süd", "TuS Eiche", "VfL Grün", "MTV 1883", "HC Bär", "TSV Groß",
         "SV Linde", "FC Kreis"]
rec = []
for day in range(1, 37):
    order = rng.permutation(len(teams))
    for k in range(0, len(teams), 2):
        rec.append((day, teams[order[k]], teams[order[k + 1]], int(rng.integers(17, 38)), int(rng.integers(17, 38))))
matches = pd.DataFrame(rec, columns=["day", "home", "away", "hg", "ag"]).sample(frac=1, random_state=4)

# %% cell
tables = []
for day in sorted(matches.day.unique()):
    played = matches[matches.day <= day]
    for team in teams:
        h = played[played.home == team]
        a = played[played.away == team]
        wins = (h.hg > h.ag).sum() + (a.ag > a.hg).sum()
        draws = (h.hg == h.ag).sum() + (a.ag == a.hg).sum()
        goals = h.hg.sum() + a.ag.sum()
        against = h.ag.sum() + a.hg.sum()
        tables.append({
            "day": day,
            "team": team,
            "points": 2 * wins + draws,
            "goals": goals,
            "diff": goals - against,
        })
season = pd.DataFrame(tables)
season = season.sort_values(["day", "points", "diff", "goals", "team"], ascending=[True, False, False, False, True])
season["rank"] = season.groupby("day").cumcount() + 1
leader_days = season[season["rank"] == 1].team.value_counts().sort_index()
print(season[season.day == season.day.max()])
print(leader_days)
