'''A sports statistician adds to each match the points that both teams got in their five matches before.

expect: faster
about: a filter of all matches for each team and match; an expert makes a long table by team and shifts and rolls within groups
'''
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(1900)
_teams = ["FC Köln", "Union", "Bremen", "Fürth", "St. Pauli", "Münster", "Jena", "Essen", "Ulm", "Aue", "Kiel", "Halle"]
_rows = []
for _season in range(2):
    _start = pd.Timestamp("2022-08-05") + pd.Timedelta(days=364 * _season)
    for _r in range(22):
        _o = rng.permutation(_teams)
        for _k in range(6):
            _rows.append((_start + pd.Timedelta(days=7 * _r + int(rng.integers(0, 3))), _o[_k], _o[_k + 6], int(rng.poisson(1.6)), int(rng.poisson(1.2))))
matches = pd.DataFrame(_rows, columns=["date", "home", "away", "hg", "ag"]).sort_values("date", kind="stable").reset_index(drop=True)

# %% cell
def pts(g1, g2):
    if g1 > g2:
        return 3
    elif g1 == g2:
        return 1
    return 0

def form(team, date):
    prev = matches[((matches.home == team) | (matches.away == team)) & (matches.date < date)].tail(5)
    total = 0
    for _, m in prev.iterrows():
        if m.home == team:
            total += pts(m.hg, m.ag)
        else:
            total += pts(m.ag, m.hg)
    return total

matches["form_home"] = [form(t, d) for t, d in zip(matches.home, matches.date)]
matches["form_away"] = [form(t, d) for t, d in zip(matches.away, matches.date)]
matches["diff"] = matches.form_home - matches.form_away
matches["points"] = matches.apply(lambda m: pts(m.hg, m.ag), axis=1)
print(matches.groupby(pd.cut(matches["diff"], [-16, -6, -2, 2, 6, 16]), observed=False)["points"].agg(["size", "mean"]).round(2))
print("correlation", round(matches["diff"].corr(matches["points"]), 3))
