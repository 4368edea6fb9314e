"""A hobby statistician computes Elo ratings of a handball league from all the results.

expect: faster
about: iterrows with a pandas Series as the store of the ratings and df.loc writes per match; use dicts and lists
"""

# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(306)
teams = ["Kiel", "Flensburg", "Melsungen", "Göppingen", "Lemgo", "Gummersbach", "Magdeburg", "Füchse",
         "Hannover", "Erlangen", "Wetzlar", "Stuttgart", "Leipzig", "Eisenach"]
strength = {t: rng.normal(28, 2.5) for t in teams}
m = []
day = pd.Timestamp("2018-08-20")
for season in range(6):
    for h in teams:
        for a in teams:
            if h != a and rng.random() < 0.95:
                m.append((day + pd.Timedelta(days=int(season * 365 + rng.integers(0, 280))), h, a,
                          int(rng.poisson(strength[h] + 1)), int(rng.poisson(strength[a]))))
games = pd.DataFrame(m, columns=["date", "home", "away", "hg", "ag"])

# %% cell
K = 24
HOME = 55

games = games.sort_values(["date", "home"]).reset_index(drop=True)
games["elo_home"] = np.nan
games["elo_away"] = np.nan
games["expected"] = np.nan
elo = pd.Series(1500.0, index=sorted(set(games["home"]) | set(games["away"])))

for idx, row in games.iterrows():
    eh = elo[row["home"]]
    ea = elo[row["away"]]
    games.loc[idx, "elo_home"] = eh
    games.loc[idx, "elo_away"] = ea
    exp = 1 / (1 + 10 ** ((ea - eh - HOME) / 400))
    games.loc[idx, "expected"] = exp
    if row["hg"] > row["ag"]:
        s = 1
    elif row["hg"] == row["ag"]:
        s = 0.5
    else:
        s = 0
    margin = np.log(abs(row["hg"] - row["ag"]) + 1)
    change = K * margin * (s - exp)
    elo[row["home"]] = eh + change
    elo[row["away"]] = ea - change

print(elo.sort_values(ascending=False).round(1))
hit = ((games["expected"] > 0.5) == (games["hg"] > games["ag"])).mean()
print("right:", round(hit, 3))
